package io.remotestore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.FileInfo;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract says nothing of: the archive itself, and how it is found. */
final class ZipDriverTest {
  @TempDir private Path folder;

  private Store open() {
    return Stores.open("zip:" + folder.resolve("box.zip"));
  }

  @Test
  void filesAndRevisionsSurviveClosing() {
    FileInfo written;
    try (Store store = open()) {
      store.writeText("a/b.txt", "x");
      written = store.getFileInfo("a/b.txt");
    }
    try (Store store = open()) {
      assertThat(store.getFileInfo("a/b.txt")).isEqualTo(written);
      Revision revision = Objects.requireNonNull(written.revision());
      store.writeText("a/b.txt", "y", WriteOptions.ifMatch(revision));
      assertThat(store.readText("a/b.txt")).isEqualTo("y");
    }
  }

  @Test
  void archivesOfOtherProgramsAreRead() throws IOException {
    Path file = folder.resolve("box.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("folder/"));
      zip.putNextEntry(new ZipEntry("folder/a.txt"));
      zip.write("theirs".getBytes(StandardCharsets.UTF_8));
    }
    try (Store store = open()) {
      assertThat(store.readText("folder/a.txt")).isEqualTo("theirs");
      Revision revision = Objects.requireNonNull(store.getFileInfo("folder/a.txt").revision());
      store.writeText("b.txt", "ours");
      assertThat(store.getFileInfo("folder/a.txt").revision()).isEqualTo(revision);
    }
  }

  @Test
  void aSecondOpenerIsRefused() {
    try (Store store = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("somebody else has the archive open")
          .hasMessageContaining("box.zip");
      assertThat(store.exists("x")).isFalse();
    }
    open().close();
  }

  @Test
  void aConfigurationNamesItByItsType() {
    String toml =
        """
        [backends.box]
        type = "zip"
        options = { file = "%s" }

        [stores.letters]
        backend = "box"
        root_path = "letters"
        """
            .formatted(folder.resolve("box.zip"));
    try (Registry registry =
        Registry.of(RegistryConfig.parse(toml, "toml", LoadOptions.strict()))) {
      registry.store("letters").writeText("a.txt", "alpha");
    }
    try (Store store = open()) {
      assertThat(store.readText("letters/a.txt")).isEqualTo("alpha");
    }
  }
}
