package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.opendal.NativeLibrary;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the groups, prints their tables and writes them to the page; see {@code benchmarks/run}. */
public final class Main {
  private static final int FILES = 100_000;

  private final Arguments arguments;
  private final Path data;
  private final List<String> peers = new ArrayList<>();
  private final boolean openDal;
  private final @Nullable Python python;

  private Main(Arguments arguments) throws IOException, InterruptedException {
    this.arguments = arguments;
    this.data = Files.createDirectories(arguments.path("data"));
    this.openDal = arguments.hasLocalGroups() && findOpenDal();
    this.python = arguments.hasLocalGroups() ? findPython() : null;
  }

  /** Takes the arguments that the script gives. */
  public static void main(String... args) throws Exception {
    new Main(Arguments.parse(args)).run();
  }

  private void run() throws Exception {
    ResultsPage page = ResultsPage.of(arguments.path("page"));
    String quick = arguments.isQuick() ? ", quick: too short to quote" : "";
    List<String> run =
        List.of(arguments.text("date"), "commit " + arguments.text("commit") + quick + only());
    if (arguments.hasLocalGroups()) {
      show(page, "machine", Machine.describe(run, data, peers));
    }
    for (String group : arguments.groups()) {
      switch (group) {
        case "kernel" -> kernel(page);
        case "local" -> local(page);
        case "listing" -> listing(page);
        case "start" -> start(page);
        default -> s3().run(group, page);
      }
      page.write();
    }
  }

  /** Tables of groups that were not run stay as an earlier run left them. */
  private String only() {
    return arguments.groups().equals(Arguments.GROUPS)
        ? ""
        : ", these groups alone: " + String.join(" ", arguments.groups());
  }

  static void show(ResultsPage page, String part, String content) {
    System.out.println("\n" + part + "\n\n" + content);
    page.set(part, content);
  }

  private boolean findOpenDal() {
    try {
      NativeLibrary.loadLibrary();
      peers.add("OpenDAL for Java " + NativeLibrary.class.getPackage().getImplementationVersion());
      return true;
    } catch (UnsatisfiedLinkError | RuntimeException e) {
      leftOut("OpenDAL", e);
      return false;
    }
  }

  private @Nullable Python findPython() throws InterruptedException {
    if (!arguments.has("python")) {
      leftOut("remote-store for Python", new IOException("no Python with the package was given"));
      return null;
    }
    Python found = new Python(arguments.path("python"), arguments.path("program"), data);
    try {
      peers.addAll(found.versions());
      return found;
    } catch (IOException e) {
      leftOut("remote-store for Python", e);
      return null;
    }
  }

  private void leftOut(String peer, Throwable why) {
    peers.add("**" + peer + " was left out**: " + why.getMessage());
    System.err.println("\n*** " + peer + " IS LEFT OUT: " + why + "\n");
  }

  private Rounds rounds() {
    return new Rounds(data, python, System.err);
  }

  private Group chosen(Group group) {
    return openDal ? group : group.withoutOpenDal();
  }

  private void kernel(ResultsPage page) throws IOException, InterruptedException, RunnerException {
    Pace pace = arguments.isQuick() ? new Pace(1, 2, 300, 5, 100) : new Pace(3, 3, 400, 8, 150);
    Group group = Group.kernel(pace);
    show(page, "kernel", Tables.kernel(group, rounds().measure(group)));
  }

  private void local(ResultsPage page) throws IOException, InterruptedException, RunnerException {
    Pace pace = arguments.isQuick() ? new Pace(1, 1, 200, 3, 100) : new Pace(3, 6, 400, 6, 200);
    Group group = chosen(Group.local(pace));
    Measurements found = rounds().measure(group);
    show(page, "local", Tables.local(group, found));
    show(page, "strict", Tables.strict(group, found));
  }

  private void listing(ResultsPage page) throws IOException, InterruptedException, RunnerException {
    Trees.delete(data.resolve("deep"));
    Trees.delete(data.resolve("flat"));
    Trees.deep(data.resolve("deep"), FILES);
    Trees.flat(data.resolve("flat"), FILES);
    Pace pace = arguments.isQuick() ? new Pace(1, 1, 0, 1, 0) : new Pace(2, 2, 0, 3, 0);
    Group group = chosen(Group.listing(pace, FILES));
    Measurements found = rounds().measure(group);
    show(page, "listing", Tables.listing(group, found));
    show(page, "memory", Tables.memory(group, found));
    Trees.delete(data.resolve("deep"));
    Trees.delete(data.resolve("flat"));
  }

  private S3Groups s3() {
    return new S3Groups(arguments, data, System.err);
  }

  private void start(ResultsPage page) throws IOException, InterruptedException {
    Starts starts = new Starts(arguments.path("launcher"), data, System.err);
    show(page, "start", Tables.start(starts.measure(arguments.isQuick() ? 5 : 25)));
  }
}
