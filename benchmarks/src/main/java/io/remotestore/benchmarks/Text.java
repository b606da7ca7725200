package io.remotestore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Numbers and names as the tables show them. */
final class Text {
  static final Map<String, String> CALLS =
      Map.of(
          "info", "`getFileInfo`",
          "exists", "`exists`, it does",
          "missing", "`exists`, it does not",
          "list", "`listFiles`, 100 files",
          "kernel info", "getFileInfo",
          "kernel list", "list of 10",
          "kernel writeAndDelete", "write and delete",
          "recursive", "all",
          "deep", "in a tree",
          "flat", "in one folder");

  private Text() {}

  static String size(long bytes) {
    if (bytes >= 1 << 20) {
      return bytes / (1 << 20) + " MiB";
    }
    return bytes >= 1 << 10 ? bytes / (1 << 10) + " KiB" : bytes + " B";
  }

  /** Three digits that count, without an exponent. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  /** The median with its unit, the unit chosen so that it can be read. */
  static String time(List<Double> samples, TimeUnit unit) {
    if (samples.isEmpty()) {
      return "";
    }
    double nanos = Estimate.median(samples) * unit.toNanos(1);
    if (nanos >= 1e9) {
      return number(nanos / 1e9) + " s";
    }
    if (nanos >= 1e6) {
      return number(nanos / 1e6) + " ms";
    }
    return nanos >= 1e3 ? number(nanos / 1e3) + " us" : number(nanos) + " ns";
  }

  static String bytes(List<Double> samples) {
    if (samples.isEmpty()) {
      return "";
    }
    double bytes = Estimate.median(samples);
    return bytes >= 1 << 20
        ? number(bytes / (1 << 20)) + " MiB"
        : String.format(Locale.ROOT, "%,d B", Math.round(bytes));
  }

  static String ratio(List<Double> of, List<Double> to) {
    if (of.isEmpty() || to.isEmpty()) {
      return "";
    }
    Estimate ratio = Estimate.ratio(of, to);
    return String.format(
        Locale.ROOT, "**%.2f** (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
  }

  static String plainRatio(List<Double> of, List<Double> to) {
    return of.isEmpty() || to.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.2f", Estimate.median(of) / Estimate.median(to));
  }
}
