package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.DeleteOptions;
import io.remotestore.DeleteReport;
import io.remotestore.DeleteResult;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.Store;
import io.remotestore.spi.Failure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A listing is complete or throws. */
final class BrokenListingTest extends FaultTest {
  private final FaultyDriver driver = new FaultyDriver(FlatDriver.create());
  private final Store store = over(driver);

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      store.writeText(String.format("dir/%04d", i), "");
    }
  }

  private static List<String> paths(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.format("dir/%04d", i)).toList();
  }

  private List<String> list() {
    try (Stream<FileInfo> files = store.listFiles("dir", ListOptions.recursive())) {
      return files.map(FileInfo::path).toList();
    }
  }

  @Test
  void pagesAreFetchedAgain() {
    fill(350);
    driver.next("list", Fault.notSent());
    driver.next("next", Fault.notSent());
    assertThat(list()).hasSize(350).doesNotHaveDuplicates().isSorted();
    assertThat(driver.pending()).isZero();
  }

  @Test
  void giveUpMeansThrow() {
    fill(350);
    List<String> seen = new ArrayList<>();
    try (Stream<FileInfo> files = store.listFiles("dir")) {
      assertThatThrownBy(
              () ->
                  files.forEach(
                      file -> {
                        seen.add(file.path());
                        if (seen.size() == 150) {
                          driver.next("next", 3, Fault.notSent());
                        }
                      }))
          .isInstanceOf(BackendUnavailableException.class);
    }
    // Whole pages, and the one that was fetched ahead if it was quicker than the reader.
    assertThat(seen.size()).isIn(200, 300);
    assertThat(seen).isEqualTo(paths(seen.size()));
  }

  @Test
  void anAbsentContainerIsEmptyOnlyBeforeTheFirstPage() {
    driver.next("next", Fault.rejected(Kind.NOT_FOUND));
    assertThat(list()).isEmpty();
    driver.next("list", Fault.rejected(Kind.NOT_FOUND));
    assertThat(list()).isEmpty();
    fill(350);
    try (Stream<FileInfo> files = store.listFiles("dir")) {
      List<String> seen = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  files.forEach(
                      file -> {
                        if (seen.isEmpty()) {
                          driver.next("next", Fault.rejected(Kind.NOT_FOUND));
                        }
                        seen.add(file.path());
                      }))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void treeDeletesTellWhatTheyCouldNot() {
    fill(10);
    List<String> failed = new ArrayList<>();
    driver.next("deleteMany", Fault.rejected(Kind.PERMISSION_DENIED));
    assertThatThrownBy(
            () ->
                store.deleteFolder(
                    "dir",
                    DeleteOptions.recursive()
                        .withResultListener(result -> failed.add(result.path()))))
        .hasMessageContaining("Permission denied");
    assertThat(failed).isEqualTo(paths(10));
    assertThat(store.exists("dir/0000")).isTrue();
  }

  @Test
  void aBatchThatFailsAsAWholeDoesNotKeepTheOthers() {
    int batch = driver.features().deleteBatch();
    fill(batch + 2);
    driver.next("deleteMany", Fault.rejected(Kind.PERMISSION_DENIED));
    DeleteReport report = store.deleteAll(paths(batch + 2), DeleteOptions.idempotent());
    assertThat(report.failures().stream().map(DeleteResult::path)).isEqualTo(paths(batch));
    assertThat(report.failures())
        .allMatch(each -> each.error() instanceof PermissionDeniedException);
    assertThat(list()).isEqualTo(paths(batch));
  }

  @Test
  void aBatchOfUnknownOutcomeIsOneForEachOfItsKeys() {
    fill(2);
    driver.next("deleteMany", 3, Fault.lostReply());
    DeleteReport report = store.deleteAll(paths(2), DeleteOptions.idempotent());
    assertThat(report.failures())
        .hasSize(2)
        .allMatch(each -> each.error() instanceof OutcomeUnknownException);
  }
}
