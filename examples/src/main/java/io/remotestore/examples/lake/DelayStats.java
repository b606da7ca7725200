package io.remotestore.examples.lake;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How punctual a group of flights was.
 *
 * @param scheduled how many flights there should have been
 * @param cancelled how many of them never left
 * @param late how many left 15 minutes or more after schedule
 * @param median of the departure delays, in minutes; NaN if none left
 * @param mean likewise
 * @param ninetieth the delay that nine of ten that left stayed within, in minutes; likewise
 */
record DelayStats(
    int scheduled, int cancelled, int late, double median, double mean, double ninetieth) {

  /** From how many minutes on the Department of Transportation calls a flight late. */
  static final int LATE_MINUTES = 15;

  static DelayStats of(Collection<Flight> flights) {
    int[] delays =
        flights.stream()
            .map(Flight::departureDelay)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int late = 0;
    long sum = 0;
    for (int delay : delays) {
      sum += delay;
      late += delay >= LATE_MINUTES ? 1 : 0;
    }
    int departed = delays.length;
    return new DelayStats(
        flights.size(),
        flights.size() - departed,
        late,
        median(delays),
        departed == 0 ? Double.NaN : (double) sum / departed,
        departed == 0 ? Double.NaN : delays[(int) Math.ceil(0.9 * departed) - 1]);
  }

  private static double median(int[] sorted) {
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0;
  }

  /** How many left. */
  int departed() {
    return scheduled - cancelled;
  }

  /** The share of late ones among those that left; 0 if none did. */
  double lateShare() {
    return departed() == 0 ? 0 : (double) late / departed();
  }

  /** The share of those scheduled that never left; 0 if none were. */
  double cancelledShare() {
    return scheduled == 0 ? 0 : (double) cancelled / scheduled;
  }

  /** The columns of these figures in a table whose rows hold them. */
  static <R> Stream<Column<R>> columns(Function<R, DelayStats> of) {
    return Stream.of(
        Column.integer("scheduled", r -> of.apply(r).scheduled()),
        Column.integer("cancelled", r -> of.apply(r).cancelled()),
        Column.decimal("cancelled_pct", r -> percent(of.apply(r).cancelledShare())),
        Column.integer("departed", r -> of.apply(r).departed()),
        Column.integer("late", r -> of.apply(r).late()),
        Column.decimal("late_pct", r -> percent(of.apply(r).lateShare())),
        Column.decimal("median_delay_min", r -> tenths(of.apply(r).median())),
        Column.decimal("mean_delay_min", r -> tenths(of.apply(r).mean())),
        Column.decimal("p90_delay_min", r -> tenths(of.apply(r).ninetieth())));
  }

  /** Puts the columns that name a group before those of its figures. */
  static <R> List<Column<R>> after(Stream<Column<R>> group, Function<R, DelayStats> of) {
    return Stream.concat(group, columns(of)).toList();
  }

  private static double percent(double share) {
    return Math.round(share * 10_000) / 100.0;
  }

  private static @Nullable Double tenths(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(Math.round(value * 10) / 10.0);
  }
}
