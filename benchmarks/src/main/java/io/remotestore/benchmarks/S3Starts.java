package io.remotestore.benchmarks;

import io.remotestore.benchmarks.Measurements.Metric;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whole processes that read one small object, from their start to their end, in turn. */
final class S3Starts {
  private static final String ROW = "cold start";
  private static final String HELLO = "hello world";

  /** What suits a process that ends soon; the archive of classes is the one that the JDK brings. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private final S3Commands commands;
  private final S3Servers servers;
  private final PrintStream progress;
  private final Measurements measurements = new Measurements();
  private final Blanks blanks = new Blanks();

  S3Starts(S3Commands commands, S3Servers servers, PrintStream progress) {
    this.commands = commands;
    this.servers = servers;
    this.progress = progress;
  }

  /** Measures and returns the table. */
  String measure(int rounds) throws IOException, InterruptedException {
    List<S3Subject> able = new ArrayList<>();
    for (S3Subject subject : commands.subjects()) {
      if (isAble(subject)) {
        able.add(subject);
      }
    }
    for (int round = 1; round <= rounds; round++) {
      progress.printf(Locale.ROOT, "cold %d/%d%n", round, rounds);
      measure(HELLO, hello(), Map.of());
      Collections.rotate(able, 1);
      for (S3Subject subject : able) {
        measure(subject.name(), command(subject), environment());
      }
    }
    return table();
  }

  /** The first start fills the page cache, and is no figure. */
  private boolean isAble(S3Subject subject) throws IOException, InterruptedException {
    try {
      long unused = Starts.timed(command(subject), environment());
      return true;
    } catch (IOException e) {
      blanks.add(ROW, subject.name(), "its process failed");
      progress.println("*** " + ROW + " WITHOUT " + subject.name() + ": " + e.getMessage());
      return false;
    }
  }

  private List<String> command(S3Subject subject) throws IOException {
    return commands.once(subject, servers, FLAGS);
  }

  private Map<String, String> environment() {
    return S3Commands.environment(servers.place(S3Case.Server.STORE));
  }

  private static List<String> hello() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    String classes = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    command.addAll(List.of("-cp", classes, Hello.class.getName()));
    return command;
  }

  private void measure(String name, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    double cpu = Starts.childrenNanos();
    double nanos = Starts.timed(command, environment);
    measurements.add(ROW, name, Metric.TIME, nanos);
    measurements.add(ROW, name, Metric.CPU, Starts.childrenNanos() - cpu);
  }

  private String table() throws IOException {
    Table table = new Table("process", "median", "spread", "CPU", "jars");
    line(table, HELLO, HELLO, "");
    for (S3Subject subject : commands.subjects()) {
      String jars = subject.isJava() ? Text.bytes(List.of(commands.jarBytes(subject))) : "";
      line(table, subject.title(), subject.name(), jars);
    }
    return table + blanks.notes();
  }

  private void line(Table table, String title, String name, String jars) {
    List<Double> taken = measurements.of(ROW, name, Metric.TIME);
    table.row(
        title,
        taken.isEmpty() ? blanks.mark(ROW, name) : Text.time(taken, TimeUnit.NANOSECONDS),
        taken.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * Estimate.spread(taken)),
        Text.time(measurements.of(ROW, name, Metric.CPU), TimeUnit.NANOSECONDS),
        jars);
  }
}
