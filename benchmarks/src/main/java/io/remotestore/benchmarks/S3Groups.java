package io.remotestore.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The groups in which clients of S3 take part: {@code s3} or one of its tables, {@code cold} and
 * {@code memory}.
 */
final class S3Groups {
  private static final Pattern PEER_JAR =
      Pattern.compile("(s3|aws-crt|minio|opendal)-(\\d[^a-z]*)\\.jar");
  private static final long HUGE = 4L << 30;

  private final Arguments arguments;
  private final Path data;
  private final PrintStream progress;
  private final S3Commands commands;

  S3Groups(Arguments arguments, Path data, PrintStream progress) {
    this.arguments = arguments;
    this.data = data;
    this.progress = progress;
    this.commands =
        new S3Commands(
            arguments.path("home").resolve("benchmarks"),
            arguments.has("python-s3") ? arguments.path("python-s3") : null);
  }

  void run(String group, ResultsPage page) throws Exception {
    String load = load();
    Path folder = data.toAbsolutePath().resolve("servers");
    long large = group.equals("memory") && !arguments.isQuick() ? HUGE : S3Case.LARGE;
    try (S3Servers servers =
        S3Servers.start(
            arguments.path("home").resolve("scripts/servers"), folder, large, progress)) {
      switch (group) {
        case "cold" -> cold(page, servers, load);
        case "memory" -> memory(page, servers, large, load);
        default -> s3(page, servers, load, group);
      }
    }
  }

  /** Measures all tables, or the one that the group is named after. */
  private void s3(ResultsPage page, S3Servers servers, String load, String group) throws Exception {
    boolean quick = arguments.isQuick();
    Pace pace = quick ? new Pace(2, 1, 1000, 1, 400) : new Pace(3, 1, 2000, 1, 1000);
    Main.show(page, "s3-run", described(pace));
    for (String table : Arguments.S3_TABLES) {
      if (group.equals("s3") || group.equals(table)) {
        Main.show(page, table, s3(table, servers, pace) + run(load));
      }
    }
  }

  private String s3(String table, S3Servers servers, Pace pace) throws Exception {
    S3Rounds rounds = new S3Rounds(commands, servers, pace, progress);
    S3Tables tables = new S3Tables(commands.subjects(), rounds.found(), rounds.blanks());
    List<S3Case> cases = cases(table);
    if (table.equals("s3-keys")) {
      servers.makeListed(cases.get(0).count());
    }
    rounds.measure(cases);
    String measured =
        switch (table) {
          case "s3-put" -> tables.small(cases, "checked", S3Subject::uploads);
          case "s3-download" -> tables.large(cases, "", of -> "");
          case "s3-upload" -> tables.large(cases, "checked", S3Subject::parts);
          default -> tables.small(cases, "", of -> "");
        };
    return measured + tables.goals(cases);
  }

  private List<S3Case> cases(String table) {
    return switch (table) {
      case "s3-get" -> S3Case.gets();
      case "s3-download" -> S3Case.downloads();
      case "s3-put" -> S3Case.puts();
      case "s3-upload" -> S3Case.uploads();
      default -> arguments.isQuick() ? S3Case.keys(20_000, 2_000) : S3Case.keys(100_000, 10_000);
    };
  }

  private void cold(ResultsPage page, S3Servers servers, String load) throws Exception {
    S3Starts starts = new S3Starts(commands, servers, progress);
    Main.show(page, "s3-cold", starts.measure(arguments.isQuick() ? 3 : 15) + run(load));
  }

  private void memory(ResultsPage page, S3Servers servers, long size, String load)
      throws Exception {
    S3Memory memory = new S3Memory(commands, servers, size, progress);
    Main.show(page, "s3-memory", memory.measure() + run(load));
    if (!memory.isMet()) {
      page.write();
      throw new IOException("4 GiB through a heap of 64 MiB did not go as it must; see the table");
    }
  }

  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f processes on average over a minute", load);
  }

  /** A line below a table that was not measured with the others. */
  private String run(String load) {
    return String.format(
        Locale.ROOT,
        "%nRun %s, commit %s%s; busy before it: %s.%n",
        arguments.text("date"),
        arguments.text("commit"),
        arguments.isQuick() ? ", quick: too short to quote" : "",
        load);
  }

  private String described(Pace pace) throws IOException, InterruptedException {
    Table table = new Table("", "");
    table.row(
        "rounds",
        "%d of %d ms; %d of the bare socket and of remote-store, but for deletes"
            .formatted(
                pace.rounds(), pace.iterationMillis(), pace.rounds() * (1 + S3Rounds.MORE_ROUNDS)));
    table.row("JDK", System.getProperty("java.runtime.version"));
    table.row("clients", String.join("; ", versions()));
    return table.toString();
  }

  /** What the peers' jars are called, and what is missing. */
  private List<String> versions() throws IOException, InterruptedException {
    List<String> versions = new ArrayList<>();
    for (S3Subject subject : S3Subject.ALL) {
      if (!commands.subjects().contains(subject)) {
        versions.add("**" + subject.title() + " was left out**");
        progress.println("\n*** " + subject.title() + " IS LEFT OUT\n");
      }
    }
    for (String module : List.of("aws", "minio", "opendal")) {
      Path lib = arguments.path("home").resolve("benchmarks/" + module + "/target/lib");
      if (Files.isDirectory(lib)) {
        versions.addAll(jars(lib));
      }
    }
    if (arguments.has("python-s3")) {
      Path program = arguments.path("home").resolve("benchmarks/src/main/python/s3_client.py");
      versions.addAll(new Python(arguments.path("python-s3"), program, data).versions());
    }
    return versions;
  }

  private static List<String> jars(Path lib) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.sorted().toList()) {
        Matcher peer = PEER_JAR.matcher(jar.getFileName().toString());
        if (peer.matches()) {
          String name = peer.group(1).equals("s3") ? "AWS SDK" : peer.group(1);
          found.add(name + " " + peer.group(2));
        }
      }
    }
    return found;
  }
}
