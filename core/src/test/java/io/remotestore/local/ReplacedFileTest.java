package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotestore.CopyOptions;
import io.remotestore.InvalidPathException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.local.LocalOptions.Confine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file replaces, and the permissions that it then has. */
final class ReplacedFileTest {
  @TempDir private Path folder;

  private Store open(Confine confine) throws IOException {
    LocalOptions options = LocalOptions.of(folder).withConfine(confine);
    return Stores.over(LocalDriver.open(options), StoreOptions.defaults());
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor() == 0, "mkfifo makes no pipe here");
    return pipe;
  }

  private static void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @ParameterizedTest
  @EnumSource(Confine.class)
  void noFileReplacesAPipe(Confine confine) throws Exception {
    Path pipe = pipe("pipe");
    try (Store store = open(confine)) {
      store.writeText("file", "x");
      assertThatThrownBy(() -> store.writeText("pipe", "x", WriteOptions.overwrite()))
          .isInstanceOf(InvalidPathException.class)
          .hasMessageContaining("a device, a pipe or a socket");
      assertThatThrownBy(() -> store.copy("file", "pipe", CopyOptions.overwrite()))
          .isInstanceOf(InvalidPathException.class);
      assertThatThrownBy(() -> store.move("file", "pipe", CopyOptions.overwrite()))
          .isInstanceOf(InvalidPathException.class);
      assertThat(store.readText("file")).isEqualTo("x");
    }
    assertThat(Files.readAttributes(pipe, "*").get("isOther")).isEqualTo(true);
  }

  @Test
  void readingToAFileReplacesNoPipe() throws Exception {
    Path pipe = pipe("pipe");
    try (Store store = Stores.memory()) {
      store.writeText("a", "x");
      assertThatThrownBy(() -> store.readTo("a", pipe))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("a device, a pipe or a socket");
    }
    assertThat(Files.readAttributes(pipe, "*").get("isOther")).isEqualTo(true);
  }

  @ParameterizedTest
  @EnumSource(Confine.class)
  void aReplacedFileKeepsTheNarrowerPermissions(Confine confine) throws Exception {
    try (Store store = open(confine)) {
      store.writeText("secret", "old");
      store.writeText("source", "copied");
      mode(folder.resolve("secret"), "rw-------");
      store.writeText("secret", "new", WriteOptions.overwrite());
      assertThat(mode("secret")).isEqualTo("rw-------");
      Revision now = Objects.requireNonNull(store.getFileInfo("secret").revision());
      store.writeText("secret", "newer", WriteOptions.ifMatch(now));
      assertThat(mode("secret")).isEqualTo("rw-------");
      store.copy("source", "secret", CopyOptions.overwrite());
      assertThat(mode("secret")).isEqualTo("rw-------");
      assertThat(store.readText("secret")).isEqualTo("copied");

      String usual = mode("source");
      mode(folder.resolve("secret"), "rwxrwxrwx");
      store.writeText("secret", "last", WriteOptions.overwrite());
      assertThat(mode("secret")).as("no wider than that of a new file").isEqualTo(usual);
    }
  }

  @Test
  void soDoesOneThatIsReadTo() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "old");
    mode(file, "r--------");
    try (Store store = Stores.memory()) {
      store.writeText("a", "x");
      store.readTo("a", file);
    }
    assertThat(mode("secret")).isEqualTo("r--------");
    assertThat(file).hasContent("x");
  }
}
