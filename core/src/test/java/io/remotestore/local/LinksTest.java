package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.local.LocalOptions.Confine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Symbolic links in a store: those that stay inside, and those that lead out. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class LinksTest {
  @TempDir private Path temp;
  private Path root;
  private Path outside;
  private Map<String, String> outsideBefore;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(temp.resolve("root"));
    outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "outside");
    Files.createDirectories(outside.resolve("empty"));
    store = store(Confine.STANDARD);
    store.writeText("dir/file", "inside");
    link("out", outside);
    link("outfile", outside.resolve("secret"));
    link("in", root.resolve("dir"));
    link("infile", root.resolve("dir/file"));
    link("broken", root.resolve("nowhere"));
    link("brokenout", temp.resolve("nowhere"));
    link("loop", root.resolve("pool"));
    link("pool", root.resolve("loop"));
    outsideBefore = state(outside);
  }

  @AfterEach
  void nothingOutsideWasTouched() throws IOException {
    store.close();
    assertThat(state(outside)).isEqualTo(outsideBefore);
    assertThat(temp.resolve("nowhere")).doesNotExist();
  }

  private Store store(Confine confine) throws IOException {
    return Stores.over(
        LocalDriver.open(LocalOptions.of(root).withConfine(confine)), StoreOptions.defaults());
  }

  private void link(String name, Path target) throws IOException {
    Path unused = Files.createSymbolicLink(root.resolve(name), target);
  }

  /** Names, contents and times of all that is below a folder. */
  private static Map<String, String> state(Path folder) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String content = Files.isRegularFile(path) ? Files.readString(path) : "";
        state.put(path.toString(), content + " " + Files.getLastModifiedTime(path));
      }
    }
    return state;
  }

  private static void leadsOut(String path, ThrowingCallable call) {
    refused(path, "leads out of the store's root", call);
  }

  private static void refused(String path, String why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidPathException.class,
            e -> {
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.backend()).isEqualTo("local");
              assertThat(e.operation()).isNotNull();
              assertThat(e.store()).isNotBlank();
            })
        .hasMessageContaining(why);
  }

  @Test
  void linksThatStayInsideAreFollowed() {
    assertThat(store.readText("in/file")).isEqualTo("inside");
    assertThat(store.readText("infile")).isEqualTo("inside");
    assertThat(store.isFolder("in")).isTrue();
    assertThat(store.getFileInfo("infile").etag()).isEqualTo(store.getFileInfo("dir/file").etag());
    store.writeText("in/sub/new", "new");
    assertThat(store.readText("dir/sub/new")).isEqualTo("new");
    assertThat(files(store, "in")).containsExactly("in/file");
  }

  @Test
  void listingsShowLinksToFilesInsideOnly() {
    assertThat(files(store, "")).containsExactly("infile");
    try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
      assertThat(files.map(FileInfo::path)).containsExactlyInAnyOrder("infile", "dir/file");
    }
  }

  private static List<String> files(Store store, String path) {
    try (Stream<FileInfo> files = store.listFiles(path)) {
      return files.map(FileInfo::path).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"outfile", "out/secret"})
  void filesOutsideAreNotRead(String path) {
    leadsOut(path, () -> store.readBytes(path));
    leadsOut(path, () -> store.open(path));
    leadsOut(path, () -> store.getFileInfo(path));
    leadsOut(path, () -> store.copy(path, "copied"));
    leadsOut(path, () -> store.move(path, "moved"));
    assertThat(root.resolve("copied")).doesNotExist();
    assertThat(root.resolve("moved")).doesNotExist();
  }

  @Test
  void nothingIsMadeOrTakenAwayOutside() {
    WriteOptions overwrite = WriteOptions.overwrite();
    leadsOut("out/new", () -> store.writeText("out/new", "x"));
    leadsOut("out/secret", () -> store.writeText("out/secret", "x", overwrite));
    leadsOut("out/sub/new", () -> store.writeText("out/sub/new", "x"));
    leadsOut("out/sub", () -> store.createFolder("out/sub"));
    leadsOut("out/secret", () -> store.delete("out/secret"));
    leadsOut("out/empty", () -> store.deleteFolder("out/empty"));
    leadsOut("out", () -> store.deleteFolder("out", DeleteOptions.recursive()));
    assertThatThrownBy(() -> store.copy("dir/file", "out/new"))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("leads out of the store's root");
    assertThatThrownBy(() -> store.move("dir/file", "out/new", CopyOptions.overwrite()))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("leads out of the store's root");
    assertThat(store.readText("dir/file")).isEqualTo("inside");
  }

  @Test
  void aLinkIsReplacedAndDeletedItself() {
    store.writeText("outfile", "mine", WriteOptions.overwrite());
    assertThat(Files.isSymbolicLink(root.resolve("outfile"))).isFalse();
    store.writeText("infile", "mine", WriteOptions.overwrite());
    assertThat(store.readText("dir/file")).isEqualTo("inside");
    store.delete("out");
    store.delete("in");
    assertThat(root.resolve("out")).doesNotExist();
    assertThat(store.readText("dir/file")).isEqualTo("inside");
  }

  @Test
  void aLinkIsMovedAsWhatItLeadsTo() {
    store.move("infile", "moved");
    assertThat(store.readText("moved")).isEqualTo("inside");
    assertThat(Files.isSymbolicLink(root.resolve("moved"))).isFalse();
    assertThat(Files.exists(root.resolve("infile"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(store.readText("dir/file")).isEqualTo("inside");
  }

  @Test
  void conditionsLookAtWhatALinkLeadsTo() {
    Revision revision = Objects.requireNonNull(store.getFileInfo("infile").revision());
    store.writeText("infile", "changed", WriteOptions.ifMatch(revision));
    assertThat(store.readText("infile")).isEqualTo("changed");
    assertThat(store.readText("dir/file")).isEqualTo("inside");
  }

  @Test
  void aFolderBehindALinkIsNeverDeleted() {
    assertThatThrownBy(() -> store.deleteFolder("in", DeleteOptions.recursive()))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("it is a symbolic link");
    assertThatThrownBy(() -> store.deleteFolder("in")).isInstanceOf(InvalidPathException.class);
    assertThat(store.readText("dir/file")).isEqualTo("inside");
  }

  @Test
  void aTreeWithLinksIsDeletedWithoutWhatTheyLeadTo() throws IOException {
    store.createFolder("tree");
    link("tree/out", outside);
    link("tree/in", root.resolve("dir"));
    link("tree/broken", root.resolve("nowhere"));
    store.deleteFolder("tree", DeleteOptions.recursive());
    assertThat(root.resolve("tree")).doesNotExist();
    assertThat(store.readText("dir/file")).isEqualTo("inside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "brokenout", "loop"})
  void whatLeadsNowhereIsNotThere(String path) {
    assertThat(store.exists(path)).isFalse();
    assertThatThrownBy(() -> store.readBytes(path))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("the symbolic link leads nowhere");
    assertThatThrownBy(() -> store.getFileInfo(path)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store.writeText(path + "/file", "x"))
        .isInstanceOf(RemoteStoreException.class)
        .isNotExactlyInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("symbolic link");
    store.delete(path);
    assertThat(Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aChildIsAWallForLinksToo() throws IOException {
    store.writeText("b/file", "in b");
    store.writeText("a/file", "in a");
    link("a/tob", root.resolve("b"));
    link("a/filetob", root.resolve("b/file"));
    assertThat(store.readText("a/tob/file")).as("inside the root").isEqualTo("in b");
    Store child = store.child("a");
    leadsOut("tob/file", () -> child.readText("tob/file"));
    leadsOut("filetob", () -> child.readText("filetob"));
    leadsOut("tob/new", () -> child.writeText("tob/new", "x"));
    leadsOut("tob/file", () -> child.delete("tob/file"));
    assertThat(files(child, "")).containsExactly("file");
    leadsOut("filetob", () -> store.child("b").copyFrom(child, "filetob", "stolen"));
  }

  @Test
  void strictRefusesEveryLink() throws IOException {
    try (Store strict = store(Confine.STRICT)) {
      for (String path : List.of("in/file", "out/secret", "loop/x")) {
        refused(path, "a symbolic link is on the way", () -> strict.readBytes(path));
        refused(path, "a symbolic link is on the way", () -> strict.delete(path));
      }
      refused("infile", "it is a symbolic link", () -> strict.readBytes("infile"));
      refused("in/new/x", "symbolic link is on the way", () -> strict.writeText("in/new/x", ""));
      assertThat(files(strict, "")).isEmpty();
      assertThat(strict.readText("dir/file")).isEqualTo("inside");
    }
  }

  @ParameterizedTest
  @EnumSource(Confine.class)
  void countersEndExactWhateverWayLeadsToThem(Confine confine) throws Exception {
    try (Store both = store(confine)) {
      both.writeText("dir/counter", "0");
      String way = confine == Confine.STRICT ? "dir/counter" : "in/counter";
      FutureTask<Integer> other = new FutureTask<>(() -> count(both, way));
      new Thread(other).start();
      int conflicts = count(both, "dir/counter") + other.get();
      assertThat(both.readText("dir/counter")).as("after %d conflicts", conflicts).isEqualTo("600");
    }
  }

  private static int count(Store store, String path) {
    int conflicts = 0;
    for (int i = 0; i < 300; i++) {
      while (!increment(store, path)) {
        conflicts++;
      }
    }
    return conflicts;
  }

  private static boolean increment(Store store, String path) {
    try (var in = store.read(path)) {
      int value =
          Integer.parseInt(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      Revision revision = Objects.requireNonNull(in.info().revision());
      store.writeText(path, String.valueOf(value + 1), WriteOptions.ifMatch(revision));
      return true;
    } catch (io.remotestore.PreconditionFailedException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
