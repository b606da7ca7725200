package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.RemotePath;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Child stores: a scope is a wall. */
public abstract class ScopeContract extends StoreContract {

  @Test
  void childrenSeeTheirPart() {
    put("a/file", "1");
    put("a/b/deep", "2");
    put("ab/other", "3");
    Store child = store().child("a");
    assertThat(list(child, "")).containsExactlyInAnyOrder("file", "b/deep");
    assertThat(child.readText("file")).isEqualTo("1");
    assertThat(child.getFileInfo("b/deep").path()).isEqualTo("b/deep");
    assertThat(child.exists("other")).isFalse();
    child.writeText("new", "4", WriteOptions.overwrite());
    assertThat(store().readText("a/new")).isEqualTo("4");
    try (Stream<FileInfo> globbed = child.glob("**/*")) {
      assertThat(globbed.map(FileInfo::path)).containsExactlyInAnyOrder("file", "b/deep", "new");
    }
    assertThat(child.getFolderInfo("").fileCount()).isEqualTo(3);
    child.deleteFolder("b", DeleteOptions.recursive());
    assertThat(store().exists("a/b/deep")).isFalse();
    assertThat(store().exists("ab/other")).isTrue();
  }

  private static List<String> list(Store store, String path) {
    try (Stream<FileInfo> files = store.listFiles(path, ListOptions.recursive())) {
      return files.map(FileInfo::path).toList();
    }
  }

  @Test
  void childrenOfChildren() {
    put("a/b/c/file", "x");
    Store chained = store().child("a").child("b/c");
    assertThat(chained.readText("file")).isEqualTo("x");
    assertThat(chained).isEqualTo(store().child("a/b/c"));
    assertThat(chained.hashCode()).isEqualTo(store().child("a/b/c").hashCode());
    assertThat(chained).isNotEqualTo(store().child("a"));
    assertThat(chained.identity().root()).endsWith("a/b/c");
    assertThat(chained.identity().service()).isEqualTo(store().identity().service());
  }

  @Test
  void wallsHold() {
    put("a/file", "x");
    put("ab/secret", "y");
    Store child = store().child("a");
    for (String path :
        List.of("../ab/secret", "..", "file/../../ab/secret", "..\\ab\\secret", "/../ab/secret")) {
      assertThatThrownBy(() -> child.readText(path)).isInstanceOf(InvalidPathException.class);
      assertThatThrownBy(() -> child.writeText(path, "z", WriteOptions.overwrite()))
          .isInstanceOf(InvalidPathException.class);
    }
    assertThat(child.exists("/ab/secret")).isFalse();
    assertThatThrownBy(() -> child.toKey(store().nativePath("ab/secret")))
        .isInstanceOf(InvalidPathException.class);
    assertThat(child.toKey(store().nativePath("a/file"))).isEqualTo("file");
    assertThat(child.nativePath("file")).isEqualTo(store().nativePath("a/file"));
  }

  /** A native path below the root leads out again where it is not normal. */
  @Test
  void nativePathsThatAreNotNormalAreRefused() {
    Store child = store().child("a");
    String parent = store().nativePath("");
    for (Store each : List.of(store(), child)) {
      String root = each.nativePath("");
      for (String path :
          List.of("/../outside", "/wh/../../other/x", "/wh//db/x", "/./x", "/x/", "/..", "//x")) {
        assertRefusedOrInside(each, root + path);
      }
    }
    assertThatThrownBy(() -> child.toKey(parent + "/a/../other/x"))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> child.toKey(parent + "/ab")).isInstanceOf(InvalidPathException.class);
  }

  /** URLs resolve dots by themselves, before they name a key. */
  private static void assertRefusedOrInside(Store store, String nativePath) {
    String key;
    try {
      key = store.toKey(nativePath);
    } catch (InvalidPathException e) {
      return;
    }
    assertThat(key.isEmpty() || RemotePath.isNormal(key))
        .as("%s is the key %s", nativePath, key)
        .isTrue();
    assertThat(store.nativePath(key)).startsWith(store.nativePath(""));
  }

  @Test
  void errorsSpeakTheChildsLanguage() {
    Store child = store().child("deep/down");
    assertThatThrownBy(() -> child.read("missing"))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            e -> {
              assertThat(e.path()).isEqualTo("missing");
              assertThat(e.store()).endsWith("deep/down");
            });
  }

  @Test
  void aChildNeedNotExist() {
    Store child = store().child("not/yet");
    assertThat(child.exists("")).isTrue();
    assertThat(child.isFolder("")).isTrue();
    assertThat(list(child, "")).isEmpty();
    assertThat(child.getFolderInfo("").fileCount()).isZero();
    child.writeText("file", "x", WriteOptions.overwrite());
    assertThat(store().readText("not/yet/file")).isEqualTo("x");
  }

  @Test
  void closingAChildDoesNothing() {
    Store child = store().child("a");
    child.close();
    put("a/file", "x");
    assertThat(child.readText("file")).isEqualTo("x");
  }

  @Test
  void badChildren() {
    for (String path : List.of("", ".", "..", "a/..", "a\0b", "/")) {
      assertThatThrownBy(() -> store().child(path)).isInstanceOf(InvalidPathException.class);
    }
  }
}
