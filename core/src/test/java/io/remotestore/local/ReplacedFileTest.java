package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
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
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file replaces, and the permissions that it then has. */
final class ReplacedFileTest {
  @TempDir private Path folder;

  private final List<String> modesAtFailure = new ArrayList<>();

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

  /** {@code /dev/stdout} is such a link. */
  @Test
  void readingToAFileReplacesNoLinkToADevice() throws Exception {
    pipe("pipe");
    Path toPipe = Files.createSymbolicLink(folder.resolve("toPipe"), Path.of("pipe"));
    Path toNull = Files.createSymbolicLink(folder.resolve("toNull"), Path.of("/dev/null"));
    Path twice = Files.createSymbolicLink(folder.resolve("twice"), Path.of("toNull"));
    try (Store store = Stores.memory()) {
      store.writeText("a", "x");
      for (Path link : List.of(toPipe, toNull, twice)) {
        assertThatThrownBy(() -> store.readTo("a", link))
            .isInstanceOf(RemoteStoreException.class)
            .hasMessageContaining("a device, a pipe or a socket");
        assertThat(link).isSymbolicLink();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Confine.class)
  void noFileReplacesALinkToADevice(Confine confine) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
    try (Store store = open(confine)) {
      store.writeText("file", "x");
      for (ThrowingCallable change :
          List.<ThrowingCallable>of(
              () -> store.writeText("link", "x", WriteOptions.overwrite()),
              () -> store.copy("file", "link", CopyOptions.overwrite()),
              () -> store.move("file", "link", CopyOptions.overwrite()))) {
        assertThatThrownBy(change)
            .isInstanceOf(InvalidPathException.class)
            .hasMessageContaining("a device, a pipe or a socket");
        assertThat(link).isSymbolicLink();
      }
    }
  }

  /** A link that leads to a file, to a folder or nowhere is replaced, not followed. */
  @ParameterizedTest
  @EnumSource(Confine.class)
  void aFileReplacesAnyOtherLink(Confine confine) throws Exception {
    Path outside = Files.createTempDirectory(folder, "outside");
    Path file = Files.writeString(outside.resolve("file"), "kept");
    Map<String, Path> links = Map.of("toFile", file, "toNothing", outside.resolve("none"));
    for (Map.Entry<String, Path> each : links.entrySet()) {
      Path link = folder.resolve(each.getKey());
      Files.createSymbolicLink(link, each.getValue());
      try (Store store = open(confine);
          Store memory = Stores.memory()) {
        store.writeText(each.getKey(), "x", WriteOptions.overwrite());
        assertThat(link).isRegularFile().hasContent("x");
        Files.delete(link);
        Files.createSymbolicLink(link, each.getValue());
        memory.writeText("a", "y");
        memory.readTo("a", link);
        assertThat(link).hasContent("y");
        assertThat(Files.isSymbolicLink(link)).isFalse();
      }
    }
    assertThat(file).hasContent("kept");
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

  @ParameterizedTest
  @CsvSource({
    // source, replaced, both
    "rw-r--r--, rw-------, rw-------",
    "rw-------, rw-r--r--, rw-------",
    "rwxr-x---, rw-rw-r--, rw-r-----",
    "rw-r--r--, rw-r--r--, rw-r--r--",
    "rw-r--r--, ---------, ---------",
  })
  void soDoesOneThatAMoveReplaces(String source, String replaced, String both) throws Exception {
    for (Confine confine : Confine.values()) {
      try (Store store = open(confine)) {
        store.writeText("a", "new", WriteOptions.overwrite());
        store.writeText("d/b", "old", WriteOptions.overwrite());
        mode(folder.resolve("a"), source);
        mode(folder.resolve("d/b"), replaced);
        store.move("a", "d/b", CopyOptions.overwrite());
        assertThat(mode("d/b")).as("%s", confine).isEqualTo(both);
        assertThat(folder.resolve("a")).doesNotExist();
        mode(folder.resolve("d/b"), "rw-------");
        assertThat(store.readText("d/b")).isEqualTo("new");
      }
    }
  }

  @Test
  void aMoveToANewNameKeepsThePermissions() throws Exception {
    try (Store store = open(Confine.STANDARD)) {
      store.writeText("a", "x");
      mode(folder.resolve("a"), "rwxrwxrwx");
      store.move("a", "b");
      store.move("b", "c", CopyOptions.overwrite());
    }
    assertThat(mode("c")).isEqualTo("rwxrwxrwx");
  }

  /** Only the owner of a file changes its permissions: a copy has those that both have. */
  @Test
  void aFileWhosePermissionsCannotBeChangedIsNotRenamed() throws Exception {
    Place secret = secretAndWideFile();
    Place source = failing("setPermissions", "Operation not permitted");
    DriverException refusal =
        catchThrowableOfType(DriverException.class, () -> ReplacedFile.rename(source, secret));
    assertThat(refusal.failure().kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(secret.path()).hasContent("old");
  }

  @Test
  void aRenameThatFailsLeavesThePermissions() throws Exception {
    Place secret = secretAndWideFile();
    Place source = failing("rename", "No space left on device");
    assertThatThrownBy(() -> ReplacedFile.rename(source, secret))
        .hasMessageContaining("No space left");
    assertThat(modesAtFailure).containsExactly("rw-------");
    assertThat(mode("wide")).isEqualTo("rw-rw-rw-");
  }

  private Place secretAndWideFile() throws IOException {
    mode(Files.writeString(folder.resolve("secret"), "old"), "rw-------");
    mode(Files.writeString(folder.resolve("wide"), "new"), "rw-rw-rw-");
    return new Place(new PathFolder(folder), "secret");
  }

  /** The wide file in a folder that fails in one method. */
  private Place failing(String name, String problem) {
    PathFolder real = new PathFolder(folder);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals(name)) {
            modesAtFailure.add(mode("wide"));
            throw new FileSystemException("wide", null, problem);
          }
          return method.invoke(real, arguments);
        };
    Class<?>[] type = {Folder.class};
    Object broken = Proxy.newProxyInstance(Folder.class.getClassLoader(), type, handler);
    return new Place((Folder) broken, "wide");
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
