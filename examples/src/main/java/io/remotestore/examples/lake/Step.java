package io.remotestore.examples.lake;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one line of the pipeline did: a file, or all files of a table.
 *
 * @param rows how many, or 0 for what has none
 */
record Step(String name, long rows, long bytes, Map<Outcome, Integer> outcomes, Duration time) {

  Step {
    outcomes = Map.copyOf(outcomes);
  }

  int files() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  int files(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  /** Adds up the files of a step. */
  static final class Tally {
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private long rows;
    private long bytes;

    void add(Outcome outcome, long fileRows, long fileBytes) {
      outcomes.merge(outcome, 1, Integer::sum);
      rows += fileRows;
      bytes += fileBytes;
    }

    Step step(String name, Duration time) {
      return new Step(name, rows, bytes, outcomes, time);
    }
  }
}
