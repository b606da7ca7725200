package io.remotestore.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/**
 * A value of two medians, and the interval that holds it with 95 % confidence by the percentile
 * bootstrap. Medians, since a machine that also does other things only ever adds time.
 *
 * @param low where the interval begins
 * @param value the value
 * @param high where it ends
 */
record Estimate(double low, double value, double high) {
  private static final int RESAMPLES = 2000;

  /** How often one takes as long as the other. */
  static Estimate ratio(List<Double> of, List<Double> to) {
    return of(of, to, (a, b) -> a / b);
  }

  /** How much longer one takes than the other. */
  static Estimate difference(List<Double> of, List<Double> to) {
    return of(of, to, (a, b) -> a - b);
  }

  private static Estimate of(List<Double> first, List<Double> second, DoubleBinaryOperator value) {
    Random random = new Random(1); // the same samples give the same interval
    double[] values = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      values[i] =
          value.applyAsDouble(median(resample(first, random)), median(resample(second, random)));
    }
    Arrays.sort(values);
    return new Estimate(
        values[RESAMPLES * 25 / 1000],
        value.applyAsDouble(median(first), median(second)),
        values[RESAMPLES * 975 / 1000]);
  }

  private static List<Double> resample(List<Double> samples, Random random) {
    return random.ints(samples.size(), 0, samples.size()).mapToObj(samples::get).toList();
  }

  static double median(List<Double> samples) {
    List<Double> sorted = samples.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** How far the middle half of the samples spreads around the median, as a part of it. */
  static double spread(List<Double> samples) {
    List<Double> sorted = samples.stream().sorted().toList();
    double low = sorted.get(sorted.size() / 4);
    double high = sorted.get(Math.min(sorted.size() - 1, sorted.size() * 3 / 4));
    return (high - low) / 2 / median(samples);
  }
}
