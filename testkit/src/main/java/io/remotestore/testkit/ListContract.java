package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.PathEntry;
import io.remotestore.WriteOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings: complete or failing, lazy, as deep as asked. */
public abstract class ListContract extends StoreContract {

  private void tree() {
    for (String path :
        List.of(
            "a.txt",
            "b.csv",
            "dir/c.txt",
            "dir/d.csv",
            "dir/sub/e.txt",
            "dir/sub/deep/f.txt",
            "other/g.txt")) {
      put(path, path);
    }
  }

  @Test
  void direct() {
    tree();
    assertThat(files("")).containsExactlyInAnyOrder("a.txt", "b.csv");
    assertThat(files(".")).containsExactlyInAnyOrder("a.txt", "b.csv");
    assertThat(files("dir")).containsExactlyInAnyOrder("dir/c.txt", "dir/d.csv");
    assertThat(files("dir/")).containsExactlyInAnyOrder("dir/c.txt", "dir/d.csv");
    assertThat(folders("", ListOptions.direct())).containsExactlyInAnyOrder("dir", "other");
    assertThat(children("dir")).containsExactlyInAnyOrder("dir/c.txt", "dir/d.csv", "dir/sub");
  }

  @Test
  void recursive() {
    tree();
    assertThat(files("", ListOptions.recursive()))
        .containsExactlyInAnyOrder(
            "a.txt",
            "b.csv",
            "dir/c.txt",
            "dir/d.csv",
            "dir/sub/e.txt",
            "dir/sub/deep/f.txt",
            "other/g.txt");
    assertThat(files("dir/sub", ListOptions.recursive()))
        .containsExactlyInAnyOrder("dir/sub/e.txt", "dir/sub/deep/f.txt");
  }

  @Test
  void downToADepth() {
    tree();
    assertThat(files("", ListOptions.maxDepth(0))).containsExactlyInAnyOrder("a.txt", "b.csv");
    assertThat(files("", ListOptions.maxDepth(1)))
        .containsExactlyInAnyOrder("a.txt", "b.csv", "dir/c.txt", "dir/d.csv", "other/g.txt");
    assertThat(files("dir", ListOptions.maxDepth(1)))
        .containsExactlyInAnyOrder("dir/c.txt", "dir/d.csv", "dir/sub/e.txt");
    assertThat(files("", ListOptions.maxDepth(3))).hasSize(7);
    assertThat(folders("", ListOptions.maxDepth(1)))
        .containsExactlyInAnyOrder("dir", "other", "dir/sub");
    assertThat(folders("", ListOptions.recursive()))
        .containsExactlyInAnyOrder("dir", "other", "dir/sub", "dir/sub/deep");
    assertThatThrownBy(() -> ListOptions.maxDepth(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void foldersComeBeforeWhatIsInThem() {
    tree();
    List<String> folders = folders("", ListOptions.recursive());
    assertThat(folders.indexOf("dir")).isLessThan(folders.indexOf("dir/sub"));
    assertThat(folders.indexOf("dir/sub")).isLessThan(folders.indexOf("dir/sub/deep"));
  }

  @Test
  void patternsMatchNames() {
    tree();
    ListOptions txt = ListOptions.recursive().withPattern("*.txt");
    assertThat(files("", txt))
        .containsExactlyInAnyOrder(
            "a.txt", "dir/c.txt", "dir/sub/e.txt", "dir/sub/deep/f.txt", "other/g.txt");
    assertThat(files("", ListOptions.recursive().withPattern("[a-d].*")))
        .containsExactlyInAnyOrder("a.txt", "b.csv", "dir/c.txt", "dir/d.csv");
    assertThat(files("", ListOptions.recursive().withPattern("*.TXT"))).isEmpty();
    assertThat(folders("", ListOptions.recursive().withPattern("s*")))
        .as("filters, does not prune")
        .containsExactly("dir/sub");
  }

  @Test
  void childrenTakeOptions() {
    put("dir/d", "");
    put("dir/b/c", "");
    put("dir/a", "");
    assertThat(children("dir", ListOptions.direct().withPattern("[ab]")))
        .containsExactlyInAnyOrder("dir/a", "dir/b");
    assertThatThrownBy(() -> store().iterChildren("dir", ListOptions.recursive()))
        .isInstanceOf(IllegalArgumentException.class);
    ListOptions ordered = ListOptions.direct().withOrdered();
    if (supports(Capability.ORDERED_LIST)) {
      assertThat(children("dir", ordered)).containsExactly("dir/a", "dir/b", "dir/d");
    } else {
      refused(Capability.ORDERED_LIST, () -> store().iterChildren("dir", ordered));
    }
    if (supports(Capability.LIST_FROM_KEY)) {
      assertThat(children("dir", ListOptions.direct().withStartAfter("dir/a")))
          .containsExactlyInAnyOrder("dir/b", "dir/d");
    }
  }

  @Test
  void whatIsNoFolderIsEmpty() {
    put("file", "x");
    assertThat(files("missing")).isEmpty();
    assertThat(files("missing/deeper", ListOptions.recursive())).isEmpty();
    assertThat(files("file")).isEmpty();
    assertThat(files("file/below", ListOptions.recursive())).isEmpty();
    assertThat(folders("missing", ListOptions.recursive())).isEmpty();
    assertThat(children("file")).isEmpty();
  }

  @Test
  void anEmptyStore() {
    assertThat(files("", ListOptions.recursive())).isEmpty();
    assertThat(folders("", ListOptions.recursive())).isEmpty();
    assertThat(children("")).isEmpty();
  }

  @Test
  void entriesCarryWhatInfosSay() {
    put("dir/file", "hello");
    FileInfo info = store().getFileInfo("dir/file");
    try (Stream<FileInfo> files = store().listFiles("dir")) {
      FileInfo listed = files.findFirst().orElseThrow();
      assertThat(listed.path()).isEqualTo(info.path());
      assertThat(listed.size()).isEqualTo(info.size());
      assertThat(listed.modifiedAt()).isEqualTo(info.modifiedAt());
      assertThat(listed.etag()).isEqualTo(info.etag());
    }
    try (Stream<PathEntry> children = store().iterChildren("")) {
      assertThat(children).containsExactly(FolderEntry.of("dir"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001, 2500})
  void manyEntries(int count) {
    for (int i = 0; i < count; i++) {
      put(String.format("many/%05d", i), "");
    }
    put("beside", "");
    List<String> listed = files("many");
    assertThat(listed).hasSize(count).doesNotHaveDuplicates();
    assertThat(files("", ListOptions.recursive())).hasSize(count + 1);
    if (supports(Capability.ORDERED_LIST)) {
      List<String> ordered = files("many", ListOptions.direct().withOrdered());
      assertThat(ordered).isSorted().hasSize(count);
    }
  }

  @Test
  void manyFolders() {
    for (int i = 0; i < 1100; i++) {
      put(String.format("f%05d/file", i), "");
    }
    assertThat(folders("", ListOptions.direct())).hasSize(1100).doesNotHaveDuplicates();
    assertThat(files("")).isEmpty();
    assertThat(files("", ListOptions.maxDepth(1))).hasSize(1100);
  }

  @Test
  void listingsAreLazyAndGiveBackWhatTheyHold() {
    for (int i = 0; i < 50; i++) {
      put("dir/" + i, "");
    }
    try (Stream<FileInfo> files = store().listFiles("dir")) {
      Iterator<FileInfo> iterator = files.iterator();
      assertThat(iterator.hasNext()).isTrue();
    }
    driver().assertNothingOpen();
    try (Stream<FileInfo> unread = store().listFiles("dir", ListOptions.recursive())) {
      assertThat(unread).isNotNull();
    }
    driver().assertNothingOpen();
  }

  @Test
  void deletingWhileListing() {
    for (int i = 0; i < 300; i++) {
      put("dir/" + i, "");
    }
    List<String> seen = new ArrayList<>();
    try (Stream<FileInfo> files = store().listFiles("dir")) {
      files.forEach(
          file -> {
            seen.add(file.path());
            store().delete(file.path());
          });
    }
    assertThat(seen).hasSize(300);
    assertThat(files("dir")).isEmpty();
  }

  @Test
  void aFolderDeletedUnderAListingEndsOrFails() {
    for (int i = 0; i < 20; i++) {
      put("top/" + i + "/file", "");
    }
    try (Stream<FileInfo> files = store().listFiles("top", ListOptions.recursive())) {
      Iterator<FileInfo> iterator = files.iterator();
      assertThat(iterator.next()).isNotNull();
      store().deleteFolder("top", io.remotestore.DeleteOptions.recursive());
      int rest = 0;
      while (iterator.hasNext()) {
        assertThat(iterator.next().path()).startsWith("top/");
        rest++;
      }
      assertThat(rest).isLessThan(20);
    }
  }

  @Test
  void orderIsThatOfUtf8Bytes() {
    if (!supports(Capability.ORDERED_LIST)) {
      refused(Capability.ORDERED_LIST, () -> files("", ListOptions.direct().withOrdered()));
      return;
    }
    List<String> inOrder =
        List.of(
            "a a/x",
            "a!",
            "a-b",
            "a/b",
            "a/c/d",
            "a0",
            "aB",
            "ab",
            "a\uE000",
            "a\uD83D\uDE00",
            "b");
    List<String> shuffled = new ArrayList<>(inOrder);
    java.util.Collections.shuffle(shuffled, new java.util.Random(3));
    shuffled.forEach(path -> store().writeText(path, "", WriteOptions.overwrite()));
    assertThat(files("", ListOptions.recursive().withOrdered())).containsExactlyElementsOf(inOrder);
  }

  @Test
  void beginsBehindAKey() {
    if (!supports(Capability.LIST_FROM_KEY)) {
      refused(
          Capability.LIST_FROM_KEY, () -> files("", ListOptions.recursive().withStartAfter("dir")));
      return;
    }
    List<String> all = List.of("a", "b/1", "b/2", "b/c/3", "b/d", "c", "d/4");
    all.forEach(path -> put(path, ""));
    for (int i = 0; i < all.size(); i++) {
      assertThat(files("", ListOptions.recursive().withStartAfter(all.get(i))))
          .as("behind %s", all.get(i))
          .containsExactlyElementsOf(all.subList(i + 1, all.size()));
    }
    assertThat(files("", ListOptions.recursive().withStartAfter("b/11")))
        .containsExactly("b/2", "b/c/3", "b/d", "c", "d/4");
    assertThat(files("", ListOptions.recursive().withStartAfter("0"))).hasSize(7);
    assertThat(files("", ListOptions.recursive().withStartAfter("zz"))).isEmpty();
    assertThat(files("b", ListOptions.recursive().withStartAfter("b/2")))
        .containsExactly("b/c/3", "b/d");
    assertThat(files("b", ListOptions.direct().withStartAfter("b/1")))
        .containsExactly("b/2", "b/d");
    assertThat(files("b", ListOptions.recursive().withStartAfter("a"))).hasSize(4);
    assertThat(files("b", ListOptions.recursive().withStartAfter("c"))).isEmpty();
  }

  @Test
  void badListingsFailAtTheCall() {
    driver().resetCalls();
    fails(io.remotestore.InvalidPathException.class, "a/../b", () -> store().listFiles("a/../b"));
    assertThatThrownBy(() -> store().listPage("", ListOptions.direct().withResumeToken("garbage")))
        .isInstanceOfAny(
            IllegalArgumentException.class, io.remotestore.CapabilityNotSupportedException.class);
    assertThat(driver().calls()).isZero();
  }

  @Test
  void anInterruptEndsAListing() {
    for (int i = 0; i < 10; i++) {
      put("dir/" + i, "");
    }
    try (Stream<FileInfo> files = store().listFiles("dir")) {
      Iterator<FileInfo> iterator = files.iterator();
      Thread.currentThread().interrupt();
      assertThatThrownBy(iterator::hasNext)
          .isInstanceOf(io.remotestore.OperationInterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      boolean unused = Thread.interrupted();
    }
  }
}
