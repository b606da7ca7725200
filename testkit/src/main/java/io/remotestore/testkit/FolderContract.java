package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import org.junit.jupiter.api.Test;

/** Folders: of their own where the backend has them, prefixes elsewhere. */
public abstract class FolderContract extends StoreContract {

  @Test
  void createdFoldersAreThere() {
    if (!supports(Capability.EMPTY_FOLDERS)) {
      refused(Capability.EMPTY_FOLDERS, () -> store().createFolder("a"));
      return;
    }
    store().createFolder("a/b/c");
    store().createFolder("a/b/c");
    assertThat(store().isFolder("a/b/c")).isTrue();
    assertThat(folders("", ListOptions.recursive())).containsExactlyInAnyOrder("a", "a/b", "a/b/c");
    assertThat(store().getFolderInfo("a").fileCount()).isZero();
    assertThat(children("a/b/c")).isEmpty();
    store().deleteFolder("a/b/c");
    assertThat(store().exists("a/b/c")).isFalse();
    assertThat(store().isFolder("a/b")).isTrue();
  }

  @Test
  void filesAreInTheWay() {
    if (!supports(Capability.EMPTY_FOLDERS)) {
      return;
    }
    put("file", "x");
    fails(InvalidPathException.class, "file", () -> store().createFolder("file"));
    fails(InvalidPathException.class, "file/below", () -> store().createFolder("file/below"));
    fails(InvalidPathException.class, "", () -> store().createFolder(""));
    assertThat(store().readText("file")).isEqualTo("x");
  }

  @Test
  void emptiedFolders() {
    put("folder/file", "x");
    store().delete("folder/file");
    assertThat(store().isFolder("folder")).isEqualTo(realFolders());
    assertThat(folders("", ListOptions.direct()).isEmpty()).isNotEqualTo(realFolders());
  }
}
