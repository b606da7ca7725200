package io.remotestore.benchmarks;

import io.remotestore.benchmarks.Measurements.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The tables of the page. */
final class Tables {
  private Tables() {}

  static String kernel(Group group, Measurements found) {
    Table table =
        new Table(
            "call",
            "store",
            "driver",
            "the kernel adds (95 %)",
            "in CPU time",
            "allocated, store",
            "driver",
            "Python");
    for (Case row : group.cases()) {
      List<Double> store = found.of(row.row(), "STORE", Metric.TIME);
      List<Double> driver = found.of(row.row(), "DRIVER", Metric.TIME);
      Estimate added = Estimate.difference(store, driver);
      table.row(
          row.row(),
          Text.time(store, group.unit()),
          Text.time(driver, group.unit()),
          String.format(
              Locale.ROOT, "**%.0f ns** (%.0f to %.0f)", added.value(), added.low(), added.high()),
          addedCpu(found, row),
          Text.bytes(found.of(row.row(), "STORE", Metric.ALLOCATED)),
          Text.bytes(found.of(row.row(), "DRIVER", Metric.ALLOCATED)),
          Text.time(found.of(row.row(), Case.PYTHON, Metric.TIME), group.unit()));
    }
    return table.toString();
  }

  private static String addedCpu(Measurements found, Case row) {
    List<Double> store = found.of(row.row(), "STORE", Metric.CPU);
    List<Double> driver = found.of(row.row(), "DRIVER", Metric.CPU);
    return store.isEmpty() || driver.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.0f ns", Estimate.difference(store, driver).value());
  }

  static String local(Group group, Measurements found) {
    Table table =
        new Table(
            "call",
            "remote-store",
            "by hand",
            "ratio (95 %)",
            "CPU ratio",
            "bare `Files`",
            "OpenDAL",
            "Python");
    for (Case row : group.cases()) {
      List<String> cells = new ArrayList<>(List.of(row.row()));
      cells.add(time(group, found, row, "STORE"));
      cells.add(time(group, found, row, "HAND"));
      cells.add(ratio(found, row, "STORE", "HAND"));
      cells.add(cpuRatio(found, row));
      for (String peer : List.of("BARE", "OPENDAL", Case.PYTHON)) {
        cells.add(time(group, found, row, peer));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  /** Creating leaves a file behind whose removal is not measured by the clock, but by the CPU. */
  private static String cpuRatio(Measurements found, Case row) {
    return row.benchmark().startsWith("CreateBenchmark")
        ? ""
        : Text.plainRatio(
            found.of(row.row(), "STORE", Metric.CPU), found.of(row.row(), "HAND", Metric.CPU));
  }

  static String strict(Group group, Measurements found) {
    Table table = new Table("call", "standard", "strict", "ratio (95 %)");
    for (Case row : group.cases()) {
      if (row.subjects().contains("STRICT")) {
        table.row(
            row.row(),
            time(group, found, row, "STORE"),
            time(group, found, row, "STRICT"),
            ratio(found, row, "STRICT", "STORE"));
      }
    }
    return table.toString();
  }

  static String listing(Group group, Measurements found) {
    Table table =
        new Table(
            "listing",
            "remote-store",
            "by hand",
            "ratio (95 %)",
            "CPU ratio",
            "bare `Files`",
            "OpenDAL",
            "Python");
    for (Case row : group.cases()) {
      List<String> cells = new ArrayList<>(List.of(row.row()));
      cells.add(time(group, found, row, "STORE"));
      cells.add(time(group, found, row, "HAND"));
      cells.add(ratio(found, row, "STORE", "HAND"));
      cells.add(cpuRatio(found, row));
      for (String peer : List.of("BARE", "OPENDAL", Case.PYTHON)) {
        cells.add(time(group, found, row, peer));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  static String memory(Group group, Measurements found) {
    Table table =
        new Table(
            "listing",
            "allocated, remote-store",
            "by hand",
            "peak resident, remote-store",
            "by hand",
            "OpenDAL",
            "Python");
    for (Case row : group.cases()) {
      table.row(
          row.row(),
          Text.bytes(found.of(row.row(), "STORE", Metric.ALLOCATED)),
          Text.bytes(found.of(row.row(), "HAND", Metric.ALLOCATED)),
          Text.bytes(found.of(row.row(), "STORE", Metric.RESIDENT)),
          Text.bytes(found.of(row.row(), "HAND", Metric.RESIDENT)),
          Text.bytes(found.of(row.row(), "OPENDAL", Metric.RESIDENT)),
          Text.bytes(found.of(row.row(), Case.PYTHON, Metric.RESIDENT)));
    }
    return table.toString();
  }

  static String start(Measurements found) {
    Table table = new Table("process", "median", "spread", "above hello world (95 %)", "CPU");
    List<Double> hello = found.of(Starts.HELLO, "", Metric.TIME);
    for (String process : List.of(Starts.HELLO, Starts.HELP, Starts.LS)) {
      List<Double> taken = found.of(process, "", Metric.TIME);
      Estimate above = Estimate.difference(taken, hello);
      table.row(
          process,
          Text.time(taken, TimeUnit.MILLISECONDS),
          String.format(Locale.ROOT, "%.0f %%", 100 * Estimate.spread(taken)),
          process.equals(Starts.HELLO)
              ? ""
              : String.format(
                  Locale.ROOT,
                  "**%.0f ms** (%.0f to %.0f)",
                  above.value(),
                  above.low(),
                  above.high()),
          Text.time(found.of(process, "", Metric.CPU), TimeUnit.NANOSECONDS));
    }
    return table.toString();
  }

  private static String time(Group group, Measurements found, Case row, String subject) {
    return Text.time(found.of(row.row(), subject, Metric.TIME), group.unit());
  }

  private static String ratio(Measurements found, Case row, String of, String to) {
    return Text.ratio(found.of(row.row(), of, Metric.TIME), found.of(row.row(), to, Metric.TIME));
  }
}
