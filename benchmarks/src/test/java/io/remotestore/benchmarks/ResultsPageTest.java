package io.remotestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.benchmarks.Measurements.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest {
  @TempDir Path folder;

  @Test
  void onlyWhatIsBetweenTheMarkersIsReplaced() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("page.md"), "before\n<!-- begin: a -->\nold\n<!-- end: a -->\nbehind\n");

    ResultsPage page = ResultsPage.of(file);
    page.set("a", "new\n");
    page.write();

    assertThat(Files.readString(file))
        .isEqualTo("before\n<!-- begin: a -->\n\nnew\n\n<!-- end: a -->\nbehind\n");
  }

  @Test
  void aPartThatThePageLacksIsNamed() throws Exception {
    ResultsPage page = ResultsPage.of(Files.writeString(folder.resolve("page.md"), "text"));

    assertThatThrownBy(() -> page.set("kernel", "x")).hasMessage("page.md has no part kernel");
  }

  @Test
  void theCheckedInPageHasAllParts() throws Exception {
    ResultsPage page = ResultsPage.of(Path.of("../docs/benchmarks.md"));

    for (String part :
        List.of(
            "machine",
            "kernel",
            "local",
            "strict",
            "listing",
            "memory",
            "start",
            "s3-run",
            "s3-get",
            "s3-download",
            "s3-put",
            "s3-upload",
            "s3-keys",
            "s3-cold",
            "s3-memory")) {
      page.set(part, "x");
    }
  }

  @Test
  void aRatioIsThatOfTheMediansAndLiesInItsInterval() {
    Estimate ratio =
        Estimate.ratio(List.of(2.0, 2.2, 9.0, 2.1, 1.9), List.of(1.0, 1.1, 1.0, 0.9, 1.0));

    assertThat(ratio.value()).isEqualTo(2.1);
    assertThat(ratio.low()).isLessThan(2.1);
    assertThat(ratio.high()).isGreaterThan(2.1);
  }

  @Test
  void aPeerThatDidNotRunLeavesItsCellsEmpty() {
    Group group = Group.kernel(new Pace(1, 0, 0, 1, 0));
    Measurements found = new Measurements();
    for (Case row : group.cases()) {
      found.add(row.row(), "STORE", Metric.TIME, 250);
      found.add(row.row(), "DRIVER", Metric.TIME, 50);
    }

    assertThat(Tables.kernel(group, found))
        .contains("| read 16 B | 250 ns | 50.0 ns | **200 ns** (200 to 200) |  |  |  |  |");
  }

  @Test
  void anUnknownWordOfTheCommandLineIsNamed() {
    assertThatThrownBy(() -> Arguments.parse("--quick", "kernels"))
        .hasMessageEndingWith("memory]: kernels");
    assertThatThrownBy(() -> Arguments.parse("--page")).hasMessage("--page needs a value");
  }
}
