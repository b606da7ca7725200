package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.FileInfo;
import io.remotestore.FolderInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is there, and what it is. */
public abstract class InfoContract extends StoreContract {

  @Test
  void existence() {
    put("a/b/file", "x");
    assertThat(store().exists("a/b/file")).isTrue();
    assertThat(store().isFile("a/b/file")).isTrue();
    assertThat(store().isFolder("a/b/file")).isFalse();
    assertThat(store().exists("a/b")).isTrue();
    assertThat(store().isFolder("a/b")).isTrue();
    assertThat(store().isFile("a/b")).isFalse();
    assertThat(store().isFolder("a")).isTrue();
    assertThat(store().exists("missing")).isFalse();
    assertThat(store().isFile("missing")).isFalse();
    assertThat(store().isFolder("missing")).isFalse();
    assertThat(store().exists("no/such/path")).isFalse();
  }

  @Test
  void nothingIsBelowAFile() {
    put("file", "x");
    assertThat(store().exists("file/below")).isFalse();
    assertThat(store().isFile("file/below")).isFalse();
    assertThat(store().isFolder("file/below")).isFalse();
    fails(NotFoundException.class, "file/below", () -> store().getFileInfo("file/below"));
  }

  @Test
  void fileInfos() {
    Instant before = Instant.now().minus(Duration.ofMinutes(5));
    put("dir/file.txt", "hello");
    FileInfo info = store().getFileInfo("dir/file.txt");
    assertThat(info.path()).isEqualTo("dir/file.txt");
    assertThat(info.name()).isEqualTo("file.txt");
    assertThat(info.size()).isEqualTo(5);
    if (info.modifiedAt() != null) {
      assertThat(info.modifiedAt())
          .isAfter(before)
          .isBefore(Instant.now().plus(Duration.ofMinutes(5)));
    }
    assertThat(store().getFileInfo("dir/file.txt")).isEqualTo(info);
    put("dir/file.txt", "hello again");
    assertThat(store().getFileInfo("dir/file.txt")).isNotEqualTo(info);
  }

  @Test
  void wrongTargetsOfFileInfo() {
    put("folder/file", "x");
    fails(NotFoundException.class, "missing", () -> store().getFileInfo("missing"));
    fails(InvalidPathException.class, "folder", () -> store().getFileInfo("folder"));
    fails(InvalidPathException.class, "folder", () -> store().head("folder"));
    fails(NotFoundException.class, "missing", () -> store().head("missing"));
  }

  @Test
  void folderInfosCount() {
    put("top/a", "1");
    put("top/sub/b", "22");
    put("top/sub/deeper/c", "333");
    put("topless/d", "4444");
    FolderInfo all = store().getFolderInfo("top");
    assertThat(all.fileCount()).isEqualTo(3);
    assertThat(all.totalSize()).isEqualTo(6);
    assertThat(all.path()).isEqualTo("top");
    assertThat(all.name()).isEqualTo("top");
    assertThat(store().getFolderInfo("top", 0).fileCount()).isEqualTo(1);
    assertThat(store().getFolderInfo("top", 1).totalSize()).isEqualTo(3);
    assertThat(store().getFolderInfo("top", 5).totalSize()).isEqualTo(6);
    assertThat(store().getFolderInfo("").fileCount()).isEqualTo(4);
    assertThat(store().getFolderInfo(".").totalSize()).isEqualTo(10);
  }

  @Test
  void anEmptyRootCountsNothing() {
    FolderInfo root = store().getFolderInfo("");
    assertThat(root.fileCount()).isZero();
    assertThat(root.totalSize()).isZero();
    assertThat(root.modifiedAt()).isNull();
  }

  @Test
  void wrongTargetsOfFolderInfo() {
    put("file", "x");
    fails(NotFoundException.class, "missing", () -> store().getFolderInfo("missing"));
    fails(NotFoundException.class, "missing", () -> store().getFolderInfo("missing", 2));
    fails(InvalidPathException.class, "file", () -> store().getFolderInfo("file"));
    fails(InvalidPathException.class, "file", () -> store().getFolderInfo("file", 0));
    assertThatThrownBy(() -> store().getFolderInfo("", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
