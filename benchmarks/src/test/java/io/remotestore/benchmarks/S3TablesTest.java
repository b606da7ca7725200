package io.remotestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.benchmarks.Measurements.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3TablesTest {
  private final Measurements found = new Measurements();
  private final Blanks blanks = new Blanks();
  private final S3Tables tables =
      new S3Tables(List.of(S3Subject.BARE, S3Subject.STORE), found, blanks);

  private void add(String row, S3Subject subject, double nanos, double cpuNanos) {
    found.add(row, subject.name(), Metric.TIME, nanos);
    found.add(row, subject.name(), Metric.CPU, cpuNanos);
  }

  @Test
  void processorTimeStandsBesideThatOfTheBareSocket() {
    add("GET, 1 caller", S3Subject.BARE, 100_000, 20_000);
    add("GET, 1 caller", S3Subject.STORE, 125_000, 30_000);

    assertThat(tables.small(S3Case.gets().subList(0, 1), "", of -> ""))
        .contains("| bare socket | 10,000/s | 20.0 us (1.00) |")
        .contains("| **remote-store** | 8,000/s | 30.0 us (1.50) |");
  }

  @Test
  void anEmptyCellHasItsReasonBelowTheTable() {
    add("from a file", S3Subject.BARE, 268_435_456, 1e8);
    blanks.add("from a file", "store", "it must know the length");

    assertThat(tables.large(S3Case.uploads().subList(0, 1), "checked", S3Subject::parts))
        .contains("| bare socket | none | 1,000 MB/s (1.00) | 100 ms |")
        .contains("| **remote-store** | CRC32C | (1) |  |")
        .endsWith("\n(1) it must know the length.\n");
    assertThat(blanks.notes()).as("notes are those of one table").isEmpty();
  }

  @Test
  void aMissedGoalIsSaidInWords() {
    add("GET, 32 callers", S3Subject.BARE, 1000, 20_000);
    add("GET, 32 callers", S3Subject.STORE, 1000, 30_000);
    add("list", S3Subject.STORE, 1000, 1_500);

    List<S3Case> cases = new ArrayList<>(S3Case.gets());
    cases.addAll(S3Case.downloads());
    cases.addAll(S3Case.keys(1, 1));
    assertThat(tables.goals(cases))
        .contains("| at most 1.30 | **1.50** (1.50 to 1.50) | missed |")
        .contains("| under 2 us | **1.50 us** | met |")
        .contains("Missed: CPU of a 16 KiB GET, 32 callers")
        .doesNotContain("download");
    assertThat(tables.goals(S3Case.puts())).as("none is asked").isEmpty();
  }

  @Test
  void aGoalThatTheIntervalCrossesIsNotSaidToBeMetThroughout() {
    for (double bare : new double[] {20_000, 21_000, 30_000}) {
      add("GET, 32 callers", S3Subject.BARE, 1000, bare);
      add("GET, 32 callers", S3Subject.STORE, 1000, 26_000);
    }

    assertThat(tables.goals(S3Case.gets().subList(1, 2)))
        .contains("| **1.24** (0.87 to 1.30) | met |");
    add("GET, 32 callers", S3Subject.STORE, 1000, 40_000);
    assertThat(tables.goals(S3Case.gets().subList(1, 2)))
        .contains("| met by the median, not by all of the interval |");
  }
}
