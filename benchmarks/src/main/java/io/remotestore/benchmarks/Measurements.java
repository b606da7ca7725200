package io.remotestore.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of a run, by what was done, by whom, and what was looked at. */
final class Measurements {

  /** What was looked at. */
  enum Metric {
    /** Time by the clock, in the unit of the group. */
    TIME,
    /** Processor time, in nanoseconds. */
    CPU,
    /** Bytes allocated on the Java heap. */
    ALLOCATED,
    /** The most that was resident, in bytes. */
    RESIDENT
  }

  private record Key(String row, String subject, Metric metric) {}

  private final Map<Key, List<Double>> samples = new HashMap<>();

  void add(String row, String subject, Metric metric, double value) {
    samples.computeIfAbsent(new Key(row, subject, metric), key -> new ArrayList<>()).add(value);
  }

  /** The samples so far, empty where there are none. */
  List<Double> of(String row, String subject, Metric metric) {
    return List.copyOf(samples.getOrDefault(new Key(row, subject, metric), List.of()));
  }
}
