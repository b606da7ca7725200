package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeleteOptions;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.SkippedEntry;
import io.remotestore.SkippedEntry.Reason;
import io.remotestore.Store;
import io.remotestore.Stores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names of a real folder that no path expresses. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a backslash separates names there")
final class UnreachableNamesTest {
  @TempDir private Path folder;
  private Store store;
  private final List<SkippedEntry> skipped = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    store = Stores.local(folder);
    store.writeText("a/b", "the file a/b");
    store.writeText("p/q/x", "the file p/q/x");
    Files.writeString(folder.resolve("a\\b"), "the file a\\b");
    Files.createDirectory(folder.resolve("p\\q"));
    Files.writeString(folder.resolve("p\\q").resolve("y"), "the file y");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> files(ListOptions options) {
    try (Stream<FileInfo> files = store.listFiles("", options.withSkippedListener(skipped::add))) {
      return files.map(FileInfo::path).toList();
    }
  }

  /** A name that is not UTF-8: the byte E9 is no character by itself. */
  private Path latin1(String below) {
    return Path.of(URI.create(folder.toUri() + below + "caf%E9.txt"));
  }

  @Test
  void aBackslashIsNotListedAsThePathOfAnotherFile() {
    assertThat(files(ListOptions.recursive())).containsExactlyInAnyOrder("a/b", "p/q/x");
    assertThat(skipped)
        .containsExactlyInAnyOrder(
            SkippedEntry.file("a\\b", Reason.NOT_A_PATH),
            SkippedEntry.folder("p\\q", Reason.NOT_A_PATH));
    try (Stream<FolderEntry> folders = store.listFolders("")) {
      assertThat(folders.map(FolderEntry::path)).containsExactlyInAnyOrder("a", "p");
    }
  }

  @Test
  void deletingWhatWasListedDeletesNothingElse() {
    assertThat(store.deleteAll(files(ListOptions.recursive())).failures()).isEmpty();
    assertThat(folder.resolve("a\\b")).hasContent("the file a\\b");
    assertThat(folder.resolve("p\\q").resolve("y")).exists();
  }

  @Test
  void aRecursiveDeleteTakesThemAlongAndNothingElse() throws IOException {
    Files.createDirectory(folder.resolve("t"));
    Files.writeString(folder.resolve("t").resolve("a\\b"), "x");
    Files.createDirectory(folder.resolve("t").resolve("p\\q"));
    Files.writeString(folder.resolve("t").resolve("p\\q").resolve("y"), "y");
    store.deleteFolder("t", DeleteOptions.recursive());
    assertThat(folder.resolve("t")).doesNotExist();
    assertThat(store.readText("a/b")).isEqualTo("the file a/b");
    assertThat(store.readText("p/q/x")).isEqualTo("the file p/q/x");
  }

  @Test
  void aNameThatIsNotTextIsReported() throws IOException {
    Files.writeString(latin1(""), "x");
    assertThat(files(ListOptions.direct())).isEmpty();
    assertThat(skipped).contains(SkippedEntry.file("caf%E9.txt", Reason.NOT_TEXT));
    assertThat(store.getFolderInfo("").skippedCount()).isEqualTo(3);
  }

  @Test
  void aRecursiveDeleteNamesWhatItCannotDelete() throws IOException {
    store.writeText("t/one", "1");
    Files.writeString(latin1("t/"), "x");
    assertThatThrownBy(() -> store.deleteFolder("t", DeleteOptions.recursive()))
        .isInstanceOf(DirectoryNotEmptyException.class)
        .hasMessageContaining("'t/caf%E9.txt'")
        .hasMessageContaining("not text")
        .hasMessageNotContaining("DeleteOptions.recursive()");
    assertThat(store.exists("t/one")).isFalse();
    assertThat(latin1("t/")).exists();
  }

  @Test
  void whatIsNoFileIsReported() throws IOException {
    Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("gone"));
    Files.createSymbolicLink(folder.resolve("link-to-folder"), Path.of("a"));
    assertThat(files(ListOptions.direct())).isEmpty();
    assertThat(skipped)
        .contains(
            SkippedEntry.file("nowhere", Reason.NOT_A_FILE),
            SkippedEntry.file("link-to-folder", Reason.NOT_A_FILE));
  }
}
