package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.InvalidPathException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload's id cannot reach where its path does not lie. */
final class UploadScopeTest {
  private static final String TEMPORARY = ".~tmp.x.0123abcd";

  @TempDir Path folder;

  @Test
  void anIdOfAnotherFolderIsRefused() throws IOException {
    Path other = Files.createDirectories(folder.resolve("root/other")).resolve(TEMPORARY);
    Path outside = Files.createFile(folder.resolve(TEMPORARY));
    Files.createFile(other);
    Path mine = Files.createDirectories(folder.resolve("root/a")).resolve(TEMPORARY);
    Files.createFile(mine);
    try (Store store = Stores.local(folder.resolve("root"))) {
      Store child = store.child("a");
      for (String id : new String[] {"other/" + TEMPORARY, "../" + TEMPORARY, TEMPORARY}) {
        assertThatThrownBy(() -> child.uploads().abort(new Upload(id, "x", null)))
            .as(id)
            .isInstanceOf(InvalidPathException.class)
            .hasMessageContaining("id");
      }
      child.uploads().abort(new Upload("a/" + TEMPORARY, "x", null));
    }
    assertThat(other).exists();
    assertThat(outside).exists();
    assertThat(mine).doesNotExist();
  }
}
