package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.DeleteOptions;
import io.remotestore.DeleteReport;
import io.remotestore.DeleteResult;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deletes of files and of folders. */
public abstract class DeleteContract extends StoreContract {

  @Test
  void takesAFileAway() {
    put("a/file", "x");
    put("a/other", "y");
    store().delete("a/file");
    assertThat(store().exists("a/file")).isFalse();
    assertThat(files("a")).containsExactly("a/other");
  }

  @Test
  void absence() {
    put("file", "x");
    fails(NotFoundException.class, "missing", () -> store().delete("missing"));
    fails(NotFoundException.class, "file/below", () -> store().delete("file/below"));
    store().delete("missing", DeleteOptions.missingOk());
    store().delete("file/below", DeleteOptions.missingOk());
    store().delete("missing", DeleteOptions.idempotent());
    assertThat(store().exists("file")).isTrue();
  }

  @Test
  void foldersAreNoFiles() {
    put("folder/file", "x");
    fails(InvalidPathException.class, "folder", () -> store().delete("folder"));
    fails(
        InvalidPathException.class,
        "folder",
        () -> store().delete("folder", DeleteOptions.missingOk()));
    assertThat(store().exists("folder/file")).isTrue();
  }

  @Test
  void manyAtOnceWithAResultForEach() {
    put("a", "");
    put("b/c", "");
    List<String> paths = List.of("a", "missing", "b/c", "a");
    DeleteReport report = store().deleteAll(paths, DeleteOptions.missingOk());
    assertThat(report.results().stream().map(DeleteResult::path)).containsExactlyElementsOf(paths);
    assertThat(report.results().stream().map(DeleteResult::outcome))
        .containsExactly(
            DeleteResult.Outcome.DELETED,
            DeleteResult.Outcome.MISSING,
            DeleteResult.Outcome.DELETED,
            DeleteResult.Outcome.MISSING);
    report.throwIfAnyFailed();
    assertThat(files("", ListOptions.recursive())).isEmpty();
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthers() {
    put("a", "");
    put("folder/file", "");
    put("z", "");
    DeleteReport report =
        store().deleteAll(List.of("a", "folder", "missing", "z"), DeleteOptions.strict());
    assertThat(report.failures()).hasSize(2);
    assertThat(report.results().get(1).error()).isInstanceOf(InvalidPathException.class);
    assertThat(report.results().get(2).error()).isInstanceOf(NotFoundException.class);
    assertThat(files("", ListOptions.recursive())).containsExactly("folder/file");
    org.assertj.core.api.Assertions.assertThatThrownBy(report::throwIfAnyFailed)
        .isInstanceOf(InvalidPathException.class);
  }

  @Test
  void moreThanABatch() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      put("many/" + i, "");
      paths.add("many/" + i);
    }
    DeleteReport report = store().deleteAll(paths);
    assertThat(report.results()).hasSize(2500);
    assertThat(report.failures()).isEmpty();
    assertThat(files("many")).isEmpty();
  }

  @Test
  void badPathsInABatchChangeNothing() {
    put("a", "");
    fails(InvalidPathException.class, "..", () -> store().deleteAll(List.of("a", "..")));
    assertThat(store().exists("a")).isTrue();
  }

  @Test
  void foldersThatHoldSomethingStay() {
    put("folder/file", "x");
    DirectoryNotEmptyException e =
        fails(DirectoryNotEmptyException.class, "folder", () -> store().deleteFolder("folder"));
    assertThat(e.hint()).contains("recursive");
    assertThat(store().exists("folder/file")).isTrue();
  }

  @Test
  void treesGoWhole() {
    put("top/a", "");
    put("top/sub/b", "");
    put("top/sub/deep/c", "");
    put("topless", "");
    List<String> told = new ArrayList<>();
    store()
        .deleteFolder(
            "top",
            DeleteOptions.recursive()
                .withResultListener(
                    result -> {
                      assertThat(result.outcome()).isNotEqualTo(DeleteResult.Outcome.FAILED);
                      told.add(result.path());
                    }));
    assertThat(store().exists("top")).isFalse();
    assertThat(files("", ListOptions.recursive())).containsExactly("topless");
    assertThat(told).contains("top/a", "top/sub/b", "top/sub/deep/c");
  }

  @Test
  void largeTrees() {
    for (int i = 0; i < 2100; i++) {
      put("top/" + (i % 7) + "/" + i, "");
    }
    store().deleteFolder("top", DeleteOptions.recursive());
    assertThat(store().exists("top")).isFalse();
    assertThat(files("", ListOptions.recursive())).isEmpty();
  }

  @Test
  void absentFolders() {
    put("file", "x");
    fails(NotFoundException.class, "missing", () -> store().deleteFolder("missing"));
    DeleteOptions recursive = DeleteOptions.recursive();
    fails(NotFoundException.class, "missing", () -> store().deleteFolder("missing", recursive));
    store().deleteFolder("missing", DeleteOptions.missingOk());
    store().deleteFolder("missing", recursive.withMissingOk());
    store().deleteFolder("missing", DeleteOptions.idempotent().withRecursive());
  }

  @Test
  void filesAreNoFolders() {
    put("file", "x");
    fails(InvalidPathException.class, "file", () -> store().deleteFolder("file"));
    fails(
        InvalidPathException.class,
        "file",
        () -> store().deleteFolder("file", DeleteOptions.recursive().withMissingOk()));
    assertThat(store().exists("file")).isTrue();
  }
}
