package io.remotestore.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.util.Version;

/** What a run ran on. */
final class Machine {
  private Machine() {}

  /**
   * Describes the machine as a table.
   *
   * @param run date and commit
   * @param data the folder whose file system was used
   * @param peers versions of the peers, or why one was left out
   */
  static String describe(List<String> run, Path data, List<String> peers) throws IOException {
    Table table = new Table("", "");
    table.row("run", String.join(", ", run));
    table.row(
        "processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    table.row("memory", memory());
    table.row("busy before the run", load());
    table.row("system", system());
    table.row("file system", Files.getFileStore(data).type());
    table.row(
        "JDK",
        System.getProperty("java.runtime.version")
            + ", "
            + System.getProperty("java.vendor")
            + "; JMH "
            + Version.getPlainVersion().strip());
    table.row("peers", String.join("; ", peers));
    return table.toString();
  }

  private static String processor() throws IOException {
    return line("/proc/cpuinfo", "model name", System.getProperty("os.arch"));
  }

  private static String memory() throws IOException {
    String total = line("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "");
    return String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(total) / (1024.0 * 1024));
  }

  /** More than a little says that the times below are those of a shared machine. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f processes on average over a minute", load);
  }

  private static String system() throws IOException {
    String name = line("/etc/os-release", "PRETTY_NAME", "").replace("\"", "");
    return (name + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .replaceFirst("^, ", "");
  }

  private static String line(String file, String name, String otherwise) throws IOException {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceFirst("^[^:=]*[:=]\\s*", "").strip())
          .findFirst()
          .orElse(otherwise);
    }
  }
}
