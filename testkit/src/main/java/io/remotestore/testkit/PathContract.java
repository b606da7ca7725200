package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are text, taken apart the same way everywhere and never out of the store. */
public abstract class PathContract extends StoreContract {

  static List<String> hostile() {
    return HostileNames.SEGMENTS;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileNamesAreNamesLikeOthers(String name) {
    String path = name + "/" + name;
    put(path, "text of " + name);
    assertThat(store().readText(path)).isEqualTo("text of " + name);
    assertThat(store().exists(path)).isTrue();
    assertThat(store().isFolder(name)).isTrue();
    assertThat(store().getFileInfo(path).path()).isEqualTo(path);
    assertThat(store().getFileInfo(path).name()).isEqualTo(name);
    assertThat(files("", ListOptions.recursive())).containsExactly(path);
    assertThat(folders("", ListOptions.direct())).containsExactly(name);
    assertThat(files(name)).containsExactly(path);
    store().move(path, name + "/moved " + name, CopyOptions.overwrite());
    store().copy(name + "/moved " + name, path, CopyOptions.overwrite());
    assertThat(store().readText(path)).isEqualTo("text of " + name);
    store().delete(path);
    store().delete(name + "/moved " + name);
    assertThat(store().exists(path)).isFalse();
  }

  @Test
  void hostileNamesGoInBulk() {
    List<String> paths = new ArrayList<>();
    for (String name : HostileNames.SEGMENTS) {
      put("bulk/" + name, name);
      paths.add("bulk/" + name);
    }
    assertThat(files("bulk")).containsExactlyInAnyOrderElementsOf(paths);
    store().deleteAll(paths).throwIfAnyFailed();
    assertThat(files("bulk")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%48%45%4C%4C%4F", "b%2Fc", "a+b"})
  void namesAreNeverDecoded(String name) {
    put(name, "x");
    String decoded = java.net.URLDecoder.decode(name, java.nio.charset.StandardCharsets.UTF_8);
    assertThat(store().exists(decoded)).isFalse();
    assertThat(files("")).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "/a/b",
        "a/b/",
        "a//b",
        "//a///b//",
        "./a/b",
        "a/./b",
        "a\\b",
        "\\a\\b",
        "a/b/."
      })
  void spellingsOfOnePath(String spelling) {
    put("a/b", "x");
    assertThat(store().readText(spelling)).isEqualTo("x");
    assertThat(store().getFileInfo(spelling).path()).isEqualTo("a/b");
    assertThat(store().exists(spelling)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../a",
        "a/..",
        "a/../b",
        "a/../../b",
        "..\\a",
        "a\\..\\b",
        "../../etc/passwd",
        "/.."
      })
  void parentsAreRefused(String path) {
    driver().resetCalls();
    fails(InvalidPathException.class, path, () -> store().read(path));
    fails(InvalidPathException.class, path, () -> put(path, "x"));
    fails(InvalidPathException.class, path, () -> store().delete(path, DeleteOptions.missingOk()));
    fails(InvalidPathException.class, path, () -> store().exists(path));
    fails(InvalidPathException.class, path, () -> store().listFiles(path));
    fails(InvalidPathException.class, path, () -> store().getFileInfo(path));
    fails(InvalidPathException.class, path, () -> store().child(path));
    fails(InvalidPathException.class, path, () -> store().glob(path));
    assertThat(driver().calls()).isZero();
  }

  @Test
  void nulIsRefused() {
    fails(InvalidPathException.class, "a\0b", () -> put("a\0b", "x"));
    fails(InvalidPathException.class, "a\0b", () -> store().exists("a\0b"));
    fails(InvalidPathException.class, "a\uD800b", () -> put("a\uD800b", "x"));
    fails(InvalidPathException.class, "a\uDC00", () -> store().exists("a\uDC00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "./", ".//", "./.", "/", "//", "\\"})
  void theRootIsNoFile(String root) {
    driver().resetCalls();
    fails(InvalidPathException.class, root, () -> store().read(root));
    fails(InvalidPathException.class, root, () -> store().readBytes(root, ReadOptions.none()));
    fails(InvalidPathException.class, root, () -> store().open(root));
    fails(InvalidPathException.class, root, () -> store().getFileInfo(root));
    fails(InvalidPathException.class, root, () -> put(root, "x"));
    fails(InvalidPathException.class, root, () -> store().openWrite(root, overwrite()));
    fails(InvalidPathException.class, root, () -> store().delete(root, DeleteOptions.missingOk()));
    fails(InvalidPathException.class, root, () -> deleteFolderOf(root));
    assertThat(driver().calls()).isZero();
  }

  private void deleteFolderOf(String path) {
    store().deleteFolder(path, DeleteOptions.recursive().withMissingOk());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "."})
  void theRootIsAFolder(String root) {
    assertThat(store().exists(root)).isTrue();
    assertThat(store().isFolder(root)).isTrue();
    assertThat(store().isFile(root)).isFalse();
    assertThat(files(root)).isEmpty();
    assertThat(store().getFolderInfo(root).fileCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./", "/", "//"})
  void otherSpellingsOfTheRootAreNone(String text) {
    fails(InvalidPathException.class, text, () -> store().exists(text));
    fails(InvalidPathException.class, text, () -> store().listFiles(text));
  }

  @Test
  void caseAndUnicodeFormCount() {
    put("name", "lower");
    assertThat(store().exists("other")).isFalse();
    put("e\u0301", "decomposed");
    if (store().exists("\u00e9")) {
      assertThat(store().identity().backend())
          .as("only a file system may fold names")
          .isEqualTo("local");
    } else {
      put("\u00e9", "composed");
      assertThat(store().readText("e\u0301")).isEqualTo("decomposed");
    }
  }

  @Test
  void tooLongIsRefusedAtOnce() {
    int limit = features().maxSegmentBytes();
    String longest = "x".repeat(Math.min(limit, 1000));
    put(longest, "x");
    assertThat(store().readText(longest)).isEqualTo("x");
    if (limit < 100_000) {
      driver().resetCalls();
      String path = "a/" + "x".repeat(limit + 1);
      fails(InvalidPathException.class, path, () -> put(path, "x"));
      String wide = "\u4e2d".repeat(limit / 3 + 1);
      fails(InvalidPathException.class, wide, () -> store().exists(wide));
      assertThat(driver().calls()).isZero();
    }
  }

  @Test
  void namesOfTemporariesAreHiddenAndRefused() {
    String name = "dir/.~tmp.report.csv.0123abcd";
    fails(InvalidPathException.class, name, () -> put(name, "x"));
    fails(InvalidPathException.class, name, () -> store().openWrite(name, overwrite()));
    put("source", "x");
    if (supports(Capability.COPY)) {
      fails(InvalidPathException.class, name, () -> copyTo(name));
    }
    assertThat(store().exists(name)).isFalse();
    fails(NotFoundException.class, name, () -> store().read(name));
    fails(NotFoundException.class, name, () -> store().delete(name));
    put("dir/.~tmp.almost", "x");
    assertThat(files("dir")).containsExactly("dir/.~tmp.almost");
  }

  private void copyTo(String target) {
    try {
      store().copy("source", target, CopyOptions.overwrite());
    } catch (InvalidPathException e) {
      assertThat(e.path()).isEqualTo(target);
      throw e;
    }
  }

  @Test
  void prefixesAreWholeSegments() {
    put("foo/x", "1");
    put("foo.bar/y", "2");
    put("foo_test", "3");
    put("foobar/z", "4");
    assertThat(files("foo", ListOptions.recursive())).containsExactly("foo/x");
    assertThat(files("fo", ListOptions.recursive())).isEmpty();
    assertThat(files("foo/x")).isEmpty();
    assertThat(store().exists("fo")).isFalse();
  }

  @Test
  void addressesComeApartAndTogether() {
    assertThat(store().toKey(store().nativePath("a/b c"))).isEqualTo("a/b c");
    assertThat(store().toKey(store().nativePath(""))).isEmpty();
    assertThat(store().resolve("a/b").nativePath()).isEqualTo(store().nativePath("a/b"));
    assertThat(store().resolve("a/b").key()).isEqualTo("a/b");
    assertThat(store().resolve("").backend()).isEqualTo(store().identity().backend());
    fails(InvalidPathException.class, "../x", () -> store().resolve("../x"));
  }
}
