package io.remotestore.benchmarks;

import io.remotestore.benchmarks.Measurements.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The tables of clients of S3: a client for each line, its rate and its processor time. */
final class S3Tables {
  private static final String MISSED = "missed";

  private final List<S3Subject> subjects;
  private final Measurements found;
  private final Blanks blanks;

  S3Tables(List<S3Subject> subjects, Measurements found, Blanks blanks) {
    this.subjects = subjects;
    this.found = found;
    this.blanks = blanks;
  }

  /** Calls by the second, and the processor time of one beside the bare socket's. */
  String small(List<S3Case> cases, String extra, Function<S3Subject, String> of) {
    return table(cases, extra, of, this::rate, this::cpuBesideBare);
  }

  /** Bytes by the second beside the bare socket's, and the processor time of it all. */
  String large(List<S3Case> cases, String extra, Function<S3Subject, String> of) {
    return table(cases, extra, of, this::throughput, this::cpu);
  }

  private interface Cell {
    String of(S3Case row, String subject);
  }

  private String table(
      List<S3Case> cases, String extra, Function<S3Subject, String> of, Cell first, Cell second) {
    List<String> header = new ArrayList<>(List.of("client"));
    if (!extra.isEmpty()) {
      header.add(extra);
    }
    for (S3Case row : cases) {
      header.addAll(List.of(row.row(), "CPU"));
    }
    Table table = new Table(header.toArray(String[]::new));
    for (S3Subject subject : subjects) {
      List<String> cells = new ArrayList<>(List.of(subject.title()));
      if (!extra.isEmpty()) {
        cells.add(of.apply(subject));
      }
      for (S3Case row : cases) {
        boolean blank = found.of(row.row(), subject.name(), Metric.TIME).isEmpty();
        cells.add(blank ? blanks.mark(row.row(), subject.name()) : first.of(row, subject.name()));
        cells.add(blank ? "" : second.of(row, subject.name()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table + blanks.notes();
  }

  private String rate(S3Case row, String subject) {
    List<Double> times = found.of(row.row(), subject, Metric.TIME);
    return String.format(
        Locale.ROOT, "%,d/s%s", Math.round(1e9 / Estimate.median(times)), spread(times));
  }

  private String throughput(S3Case row, String subject) {
    List<Double> times = found.of(row.row(), subject, Metric.TIME);
    double rate = row.count() / (Estimate.median(times) / 1e9) / 1e6;
    return Text.number(rate)
        + " MB/s"
        + spread(times)
        + beside(found.of(row.row(), S3Subject.BARE.name(), Metric.TIME), times);
  }

  private static String spread(List<Double> times) {
    return times.size() < 2
        ? ""
        : String.format(Locale.ROOT, " ±%.0f %%", 100 * Estimate.spread(times));
  }

  private static String beside(List<Double> of, List<Double> to) {
    String ratio = Text.plainRatio(of, to);
    return ratio.isEmpty() ? "" : " (" + ratio + ")";
  }

  private String cpu(S3Case row, String subject) {
    return Text.time(found.of(row.row(), subject, Metric.CPU), TimeUnit.NANOSECONDS);
  }

  private String cpuBesideBare(S3Case row, String subject) {
    return cpu(row, subject)
        + beside(
            found.of(row.row(), subject, Metric.CPU),
            found.of(row.row(), S3Subject.BARE.name(), Metric.CPU));
  }

  /** The goals of cases, this library's figures, and what is missed in words; none for none. */
  String goals(List<S3Case> cases) {
    Table table = new Table("goal", "asked", "found (95 %)", "");
    List<String> missed = new ArrayList<>();
    for (S3Case of : cases) {
      String row = of.row();
      switch (of.task()) {
        case GET -> most(table, missed, "CPU of a 16 KiB " + row + ", of the bare socket's", row);
        case STREAM, ARRAY, FILE ->
            least(table, missed, "rate of a download " + row + ", of the bare sockets'", row);
        case PUT_FILE, PUT_STREAM ->
            least(table, missed, "rate of an upload " + row + ", of the bare sockets'", row);
        case LIST -> listing(table, missed);
        default -> {}
      }
    }
    if (table.isEmpty()) {
      return "";
    }
    String words =
        missed.isEmpty() ? "All goals are met." : "Missed: " + String.join("; ", missed) + ".";
    return "\n" + table + "\n" + words + "\n";
  }

  private void most(Table table, List<String> missed, String goal, String row) {
    List<Double> ours = found.of(row, S3Subject.STORE.name(), Metric.CPU);
    List<Double> bare = found.of(row, S3Subject.BARE.name(), Metric.CPU);
    if (ours.isEmpty() || bare.isEmpty()) {
      return;
    }
    Estimate ratio = Estimate.ratio(ours, bare);
    String verdict = verdict(ratio.value() <= 1.3, ratio.high() <= 1.3);
    line(table, missed, goal, "at most 1.30", Text.ratio(ours, bare), verdict);
  }

  private void least(Table table, List<String> missed, String goal, String row) {
    List<Double> ours = found.of(row, S3Subject.STORE.name(), Metric.TIME);
    List<Double> bare = found.of(row, S3Subject.BARE.name(), Metric.TIME);
    if (ours.isEmpty() || bare.isEmpty()) {
      return;
    }
    Estimate ratio = Estimate.ratio(bare, ours);
    String verdict = verdict(ratio.value() >= 0.9, ratio.low() >= 0.9);
    line(table, missed, goal, "at least 0.90", Text.ratio(bare, ours), verdict);
  }

  /** What holds for the median need not hold for all that the samples allow. */
  private static String verdict(boolean byMedian, boolean throughout) {
    if (!byMedian) {
      return MISSED;
    }
    return throughout ? "met" : "met by the median, not by all of the interval";
  }

  private void listing(Table table, List<String> missed) {
    List<Double> ours = found.of("list", S3Subject.STORE.name(), Metric.CPU);
    if (!ours.isEmpty()) {
      boolean all = ours.stream().allMatch(nanos -> nanos < 2000);
      String verdict = verdict(Estimate.median(ours) < 2000, all);
      String figure = "**" + Text.time(ours, TimeUnit.NANOSECONDS) + "**";
      line(table, missed, "CPU of a listed key", "under 2 us", figure, verdict);
    }
  }

  private static void line(
      Table table, List<String> missed, String goal, String asked, String figure, String verdict) {
    table.row(goal, asked, figure, verdict);
    if (verdict.equals(MISSED)) {
      missed.add(goal + ": " + figure.replace("*", "") + ", asked was " + asked);
    }
  }
}
