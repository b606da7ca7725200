package io.remotestore.examples.lake;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes numbers as people read them. */
final class Numbers {
  private static final String[] WORDS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
  };
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

  private Numbers() {}

  /** {@code 24,951}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 21%}, or with a decimal {@code 0.4%} where that is all there is. */
  static String percent(double share) {
    double percent = share * 100;
    return percent > 0 && percent < 0.95
        ? String.format(Locale.ROOT, "%.1f%%", percent)
        : Math.round(percent) + "%";
  }

  /** {@code 20.9%}. */
  static String exactPercent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  /** {@code −2.5}: at most one decimal, with a real minus; a dash for what is no number. */
  static String minutes(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String text =
        value == Math.rint(value)
            ? Long.toString((long) value)
            : String.format(Locale.ROOT, "%.1f", value);
    return text.replace('-', '\u2212');
  }

  /** {@code five}, or digits beyond ten. */
  static String word(long value) {
    return value >= 0 && value < WORDS.length ? WORDS[(int) value] : count(value);
  }

  /** {@code 7 a.m.}. */
  static String hour(int hour) {
    int twelve = hour % 12 == 0 ? 12 : hour % 12;
    return twelve + (hour < 12 ? " a.m." : " p.m.");
  }

  /** {@code 9 February}. */
  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** {@code 603 kB}. */
  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double kilo = bytes / 1_000.0;
    if (kilo < 999.5) {
      return String.format(Locale.ROOT, kilo < 9.95 ? "%.1f kB" : "%.0f kB", kilo);
    }
    return String.format(Locale.ROOT, "%.1f MB", kilo / 1_000);
  }

  /** {@code 12 ms}, {@code 1.4 s}. */
  static String time(Duration time) {
    long millis = time.toMillis();
    return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }
}
