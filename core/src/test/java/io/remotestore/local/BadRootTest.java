package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots that are not what they should be, and what else on disk is no file. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class BadRootTest {
  @TempDir private Path temp;

  @Test
  void aFileIsNoRoot() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertThatThrownBy(() -> Stores.local(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is a file, not a folder");
    assertThat(file).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat", "a/b/nested"})
  void aRootThatIsGoneIsNotMadeAgain(String path) throws IOException {
    Path root = temp.resolve("root");
    try (Store store = Stores.local(root)) {
      Files.delete(root);
      assertThatThrownBy(() -> store.writeText(path, "x", WriteOptions.overwrite()))
          .isInstanceOfSatisfying(
              NotFoundException.class,
              e -> {
                assertThat(e.path()).isEqualTo(path);
                assertThat(e.store()).isEqualTo(root.toString());
              })
          .hasMessageContaining("the root of the store is gone");
      assertThatThrownBy(() -> store.createFolder("folder"))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("the root of the store is gone");
      assertThatThrownBy(() -> store.readText(path))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("the root of the store is gone");
      assertThatThrownBy(store::ping).isInstanceOf(NotFoundException.class);
      assertThat(root).doesNotExist();
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    Store store = Stores.local(temp);
    store.close();
    assertThatThrownBy(() -> store.writeText("x", "x"))
        .isInstanceOf(StoreClosedException.class)
        .hasMessageContaining("open it again");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void keysAsLongAsThePathAllowsAreWrittenAndLongerOnesRefused() {
    try (Store store = Stores.local(temp)) {
      int limit = 4095 - temp.toString().length() - 1 - ".~tmp..01234567".length();
      int folders = (limit - 100) / 101;
      String longest = ("x".repeat(100) + "/").repeat(folders) + "y".repeat(limit - folders * 101);
      store.writeText(longest, "x");
      assertThat(store.readText(longest)).isEqualTo("x");
      assertThatThrownBy(() -> store.writeText(longest + "y", "x"))
          .isInstanceOf(InvalidPathException.class)
          .hasMessageContaining("The key is longer than");
    }
  }

  @Test
  void pipesAndDevicesAreNoFiles() throws Exception {
    shell("mkfifo pipe; ln -s /dev/zero zero");
    try (Store store = Stores.local(temp)) {
      assertThat(store.exists("pipe")).isFalse();
      assertThatThrownBy(() -> store.readBytes("pipe"))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("a device, a pipe or a socket");
      assertThatThrownBy(() -> store.readBytes("zero")).isInstanceOf(InvalidPathException.class);
      assertThat(files(store)).isEmpty();
      assertThatThrownBy(() -> store.writeText("pipe", "x", WriteOptions.overwrite()))
          .isInstanceOf(InvalidPathException.class)
          .hasMessageContaining("a device, a pipe or a socket");
    }
  }

  @Test
  void namesThatAreNoTextAreLeftOut() throws Exception {
    shell("printf x > \"$(printf 'bad\\377name')\"; printf y > good; mkdir \"$(printf 'd\\377')\"");
    try (Store store = Stores.local(temp)) {
      assertThat(files(store)).containsExactly("good");
      assertThat(store.getFolderInfo("").fileCount()).isEqualTo(1);
      assertThat(store.uploads().sweep(java.time.Duration.ZERO)).isZero();
    }
  }

  @Test
  void largeFoldersAreListedWhole() throws Exception {
    shell("seq 1 50000 | xargs touch");
    try (Store store = Stores.local(temp);
        Stream<FileInfo> listed = store.listFiles("")) {
      assertThat(listed.map(FileInfo::path).distinct().count()).isEqualTo(50_000);
    }
  }

  @Test
  void aFolderDeletedUnderAListingEndsIt() throws Exception {
    try (Store store = Stores.local(temp)) {
      for (int i = 0; i < 2000; i++) {
        store.writeText("dir/" + i, "");
      }
      try (Stream<FileInfo> listed = store.listFiles("dir")) {
        var names = listed.iterator();
        assertThat(names.next().path()).startsWith("dir/");
        shell("rm -r dir");
        int rest = 0;
        while (names.hasNext()) {
          assertThat(names.next().path()).startsWith("dir/");
          rest++;
        }
        assertThat(rest).isLessThan(2000);
      }
      assertThat(store.exists("dir")).isFalse();
    }
  }

  private void shell(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", script).directory(temp.toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(script).isZero();
  }

  private static List<String> files(Store store) {
    try (Stream<FileInfo> files = store.listFiles("")) {
      return files.map(FileInfo::path).toList();
    }
  }
}
