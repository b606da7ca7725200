package io.remotestore.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whole processes, from their start to their end, in turn. */
final class Starts {
  static final String HELLO = "hello world";
  static final String HELP = "`remote-store --help`";
  static final String LS = "`remote-store ls` of 100 local files";

  private static final Path OWN_STAT = Path.of("/proc/self/stat");

  /** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick. */
  private static final double TICK_NANOS = 10_000_000;

  private final Path launcher;
  private final Path data;
  private final PrintStream progress;

  Starts(Path launcher, Path data, PrintStream progress) {
    this.launcher = launcher;
    this.data = data;
    this.progress = progress;
  }

  Measurements measure(int rounds) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(data, "start");
    try {
      Trees.flat(folder, 100);
      return measure(commands(folder), rounds);
    } finally {
      Trees.delete(folder);
    }
  }

  private Measurements measure(Map<String, List<String>> commands, int rounds)
      throws IOException, InterruptedException {
    for (List<String> command : commands.values()) {
      long unused = timed(command); // builds what is not built, fills the page cache
    }
    Measurements measurements = new Measurements();
    for (int round = 1; round <= rounds; round++) {
      progress.printf(Locale.ROOT, "start %d/%d%n", round, rounds);
      for (Map.Entry<String, List<String>> next : commands.entrySet()) {
        double cpu = childrenNanos();
        double millis = timed(next.getValue()) / 1e6;
        measurements.add(next.getKey(), "", Measurements.Metric.TIME, millis);
        measurements.add(next.getKey(), "", Measurements.Metric.CPU, childrenNanos() - cpu);
      }
    }
    return measurements;
  }

  /** The flags of the launcher, and the archive of classes that each JDK brings. */
  private Map<String, List<String>> commands(Path folder) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(
        HELLO,
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            classes,
            Hello.class.getName()));
    commands.put(HELP, List.of(launcher.toString(), "--help"));
    commands.put(LS, List.of(launcher.toString(), "ls", "file:" + folder));
    return commands;
  }

  private static long timed(List<String> command) throws IOException, InterruptedException {
    return timed(command, Map.of());
  }

  /** Returns how many nanoseconds a process took; one that fails is an exception. */
  static long timed(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    int code = process.waitFor();
    long taken = System.nanoTime() - start;
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
    return taken;
  }

  /** The processor time of all processes that this one has waited for; 0 where nobody tells. */
  static double childrenNanos() throws IOException {
    if (!Files.isReadable(OWN_STAT)) {
      return 0;
    }
    String stat = Files.readString(OWN_STAT);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return TICK_NANOS * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }
}
