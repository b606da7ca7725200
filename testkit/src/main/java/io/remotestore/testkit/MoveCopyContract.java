package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.CopyOptions;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Moves and copies, within a store and between two. */
public abstract class MoveCopyContract extends StoreContract {

  private interface Transfer {
    void run(String source, String target, CopyOptions options);
  }

  private void both(java.util.function.Consumer<Transfer> test) {
    test.accept((s, t, o) -> store().copy(s, t, o));
    test.accept((s, t, o) -> store().move(s, t, o));
  }

  @Test
  void copies() {
    byte[] content = noise(700_000);
    put("a/file", content);
    store().copy("a/file", "b/c/copy", CopyOptions.overwrite());
    assertThat(store().readBytes("b/c/copy")).isEqualTo(content);
    assertThat(store().readBytes("a/file")).isEqualTo(content);
    put("a/file", "changed");
    assertThat(store().readBytes("b/c/copy")).as("a copy stands for itself").isEqualTo(content);
  }

  @Test
  void moves() {
    byte[] content = noise(700_000);
    put("a/file", content);
    store().move("a/file", "b/c/moved", CopyOptions.overwrite());
    assertThat(store().readBytes("b/c/moved")).isEqualTo(content);
    assertThat(store().exists("a/file")).isFalse();
    assertThat(files("", ListOptions.recursive())).containsExactly("b/c/moved");
  }

  @Test
  void emptyFilesToo() {
    put("empty", "");
    store().copy("empty", "copy", CopyOptions.overwrite());
    store().move("empty", "moved", CopyOptions.overwrite());
    assertThat(store().readBytes("copy")).isEmpty();
    assertThat(store().readBytes("moved")).isEmpty();
  }

  @Test
  void existingTargets() {
    both(
        transfer -> {
          put("source", "new");
          put("target", "old");
          if (supports(Capability.CREATE_IF_ABSENT)) {
            fails(
                AlreadyExistsException.class,
                "target",
                () -> transfer.run("source", "target", CopyOptions.create()));
            assertThat(store().readText("target")).isEqualTo("old");
            assertThat(store().readText("source")).isEqualTo("new");
          }
          transfer.run("source", "target", CopyOptions.overwrite());
          assertThat(store().readText("target")).isEqualTo("new");
        });
  }

  @Test
  void newTargetsWithoutOverwriting() {
    if (!supports(Capability.CREATE_IF_ABSENT)) {
      return;
    }
    put("source", "x");
    store().copy("source", "copied");
    store().move("source", "moved");
    assertThat(files("")).containsExactlyInAnyOrder("copied", "moved");
  }

  @Test
  void ontoItself() {
    both(
        transfer -> {
          put("dir/same", "x");
          transfer.run("dir/same", "dir/same", CopyOptions.overwrite());
          transfer.run("dir/same", "dir//./same", CopyOptions.overwrite());
          assertThat(store().readText("dir/same")).isEqualTo("x");
          fails(
              NotFoundException.class,
              "missing",
              () -> transfer.run("missing", "missing", CopyOptions.overwrite()));
          fails(
              InvalidPathException.class,
              "dir",
              () -> transfer.run("dir", "dir", CopyOptions.overwrite()));
        });
  }

  @Test
  void missingSourcesComeFirst() {
    put("file", "x");
    put("folder/file", "x");
    both(
        transfer -> {
          fails(
              NotFoundException.class,
              "missing",
              () -> transfer.run("missing", "target", CopyOptions.overwrite()));
          fails(
              NotFoundException.class,
              "missing",
              () -> transfer.run("missing", "file/below", CopyOptions.overwrite()));
          fails(
              NotFoundException.class,
              "missing",
              () -> transfer.run("missing", "folder", CopyOptions.overwrite()));
        });
  }

  @Test
  void foldersAreNoSources() {
    put("folder/file", "x");
    both(
        transfer ->
            fails(
                InvalidPathException.class,
                "folder",
                () -> transfer.run("folder", "target", CopyOptions.overwrite())));
    assertThat(store().exists("target")).isFalse();
  }

  @Test
  void typeOutranksExistenceAtTheTarget() {
    if (!realFolders()) {
      return;
    }
    put("source", "x");
    put("folder/file", "y");
    both(
        transfer -> {
          for (CopyOptions options :
              java.util.List.of(CopyOptions.overwrite(), CopyOptions.create())) {
            if (options.overwrites() || supports(Capability.CREATE_IF_ABSENT)) {
              fails(
                  InvalidPathException.class,
                  "folder",
                  () -> transfer.run("source", "folder", options));
              fails(
                  InvalidPathException.class,
                  "folder/file/below",
                  () -> transfer.run("source", "folder/file/below", options));
            }
          }
        });
    assertThat(store().readText("source")).isEqualTo("x");
    assertThat(store().readText("folder/file")).isEqualTo("y");
  }

  @Test
  void rootsAreNeither() {
    put("file", "x");
    both(
        transfer -> {
          fails(
              InvalidPathException.class,
              "",
              () -> transfer.run("", "file", CopyOptions.overwrite()));
          org.assertj.core.api.Assertions.assertThatThrownBy(
                  () -> transfer.run("file", "./", CopyOptions.overwrite()))
              .isInstanceOf(InvalidPathException.class);
        });
  }

  @Test
  void metadataGoesAlong() {
    if (!supports(Capability.USER_METADATA)) {
      return;
    }
    WriteOptions options = overwrite().withMetadata(Map.of("k", "v")).withContentType("text/plain");
    store().writeText("source", "x", options);
    store().copy("source", "copy", CopyOptions.overwrite());
    store().move("source", "moved", CopyOptions.overwrite());
    for (String path : java.util.List.of("copy", "moved")) {
      assertThat(store().getFileInfo(path).metadata()).as(path).isEqualTo(Map.of("k", "v"));
      assertThat(store().getFileInfo(path).contentType()).as(path).isEqualTo("text/plain");
    }
  }

  @Test
  void sourcesOfOneState() {
    if (!supports(Capability.CONDITIONAL_COPY)) {
      return;
    }
    put("source", "one");
    Revision one = store().getFileInfo("source").revision();
    put("source", "two");
    if (one == null) {
      throw new AssertionError("no revision");
    }
    CopyOptions stale = CopyOptions.overwrite().withSourceIfMatch(one);
    fails(PreconditionFailedException.class, "source", () -> store().copy("source", "copy", stale));
    fails(
        PreconditionFailedException.class, "source", () -> store().move("source", "moved", stale));
    assertThat(files("")).containsExactly("source");
    Revision two = store().getFileInfo("source").revision();
    if (two != null) {
      store().copy("source", "copy", CopyOptions.overwrite().withSourceIfMatch(two));
      store().move("source", "moved", CopyOptions.overwrite().withSourceIfMatch(two));
      assertThat(files("")).containsExactlyInAnyOrder("copy", "moved");
    }
  }

  @Test
  void betweenStores() {
    byte[] content = noise(1_200_000);
    try (Store other =
        Stores.over(io.remotestore.memory.MemoryDriver.create(), StoreOptions.defaults())) {
      other.write("there/file", content, WriteOptions.overwrite().withContentType("text/plain"));
      store().copyFrom(other, "there/file", "here/file", CopyOptions.overwrite());
      assertThat(store().readBytes("here/file")).isEqualTo(content);
      if (supports(Capability.CONTENT_HEADERS)) {
        assertThat(store().getFileInfo("here/file").contentType()).isEqualTo("text/plain");
      }
      other.copyFrom(store(), "here/file", "back");
      assertThat(other.readBytes("back")).isEqualTo(content);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> store().copyFrom(other, "missing", "x", CopyOptions.overwrite()))
          .isInstanceOf(NotFoundException.class);
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> other.copyFrom(store(), "here/file", "back"))
          .isInstanceOf(RemoteStoreException.class)
          .isInstanceOf(AlreadyExistsException.class);
    }
  }

  @Test
  void betweenChildren() {
    put("one/file", "x");
    Store one = store().child("one");
    Store two = store().child("two");
    two.copyFrom(one, "file", "copy", CopyOptions.overwrite());
    assertThat(store().readText("two/copy")).isEqualTo("x");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> two.copyFrom(one, "../two/copy", "y", CopyOptions.overwrite()))
        .isInstanceOf(InvalidPathException.class);
  }
}
