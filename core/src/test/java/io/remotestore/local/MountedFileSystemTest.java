package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.Revision;
import io.remotestore.StorageFullException;
import io.remotestore.Store;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.Upload;
import io.remotestore.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** File systems that are full, read-only, or can do less; mounted here, which takes root. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class MountedFileSystemTest {
  @TempDir private Path temp;
  private Path root;
  private boolean mounted;

  @BeforeEach
  void folder() throws IOException {
    root = Files.createDirectories(temp.resolve("root"));
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", root.toString())).as("exit of umount").isZero();
    }
  }

  private void mount(String... options) throws Exception {
    Stream<String> command =
        Stream.of(Stream.of("mount"), Arrays.stream(options), Stream.of(root.toString()))
            .flatMap(s -> s);
    mounted = run(command.toArray(String[]::new)) == 0;
    if (!mounted) {
      System.out.println("NOT TESTED: this system refuses to mount " + String.join(" ", options));
    }
    assumeTrue(mounted, "this system refuses to mount");
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] said = process.getInputStream().readAllBytes();
      int exit = process.waitFor();
      if (exit != 0) {
        System.out.println(
            List.of(command) + ": " + new String(said, java.nio.charset.StandardCharsets.UTF_8));
      }
      return exit;
    } catch (IOException e) {
      System.out.println(e.getMessage());
      return -1;
    }
  }

  @Test
  void aFullDiskChangesNothing() throws Exception {
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs");
    byte[] large = new byte[2 << 20];
    try (Store store = Stores.local(root)) {
      store.writeText("old", "old");
      full("old", () -> store.write("old", large, WriteOptions.overwrite()));
      full("new", () -> store.write("new", large));
      full("a/b/new", () -> store.write("a/b/new", new ByteArrayInputStream(large)));
      try (StoreWriter writer = store.openWrite("written")) {
        assertThatThrownBy(() -> writer.stream().write(large))
            .isInstanceOf(IOException.class)
            .hasCauseInstanceOf(StorageFullException.class);
        assertThatThrownBy(writer::commit).isInstanceOf(StorageFullException.class);
      }
      assertThat(store.readText("old")).isEqualTo("old");
      assertThat(store.exists("new")).isFalse();
      assertThat(store.exists("a/b/new")).isFalse();
      assertThat(store.exists("written")).isFalse();
      try (Stream<Upload> left = store.uploads().list()) {
        assertThat(left).as("temporaries").isEmpty();
      }
      store.write("half", new byte[600 * 1024]);
      assertThatThrownBy(() -> store.copy("half", "other"))
          .isInstanceOf(StorageFullException.class);
      assertThat(store.exists("other")).isFalse();
    }
  }

  private static void full(
      String path, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageFullException.class,
            e -> {
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.hint()).isEqualTo("free some room or write elsewhere");
            })
        .hasMessageContaining("operation=write")
        .hasMessageContaining("backend=local");
  }

  @Test
  void aDiskWithoutRoomForAnotherNameIsFull() throws Exception {
    mount("-t", "tmpfs", "-o", "size=8m,nr_inodes=10", "tmpfs");
    try (Store store = Stores.local(root)) {
      for (int i = 0; i < 8; i++) {
        store.writeText("file" + i, "x"); // the folder and a new file's two names take the rest
      }
      full("one too many", () -> store.writeText("one too many", "x"));
    }
  }

  @Test
  void aReadOnlyDiskIsReadAndNotWritten() throws Exception {
    mount("-t", "tmpfs", "tmpfs");
    try (Store store = Stores.local(root)) {
      store.writeText("dir/file", "x");
    }
    assertThat(run("mount", "-o", "remount,ro", root.toString())).isZero();
    try (Store store = Stores.local(root)) {
      assertThat(store.readText("dir/file")).isEqualTo("x");
      denied(() -> store.writeText("new", "x"));
      denied(() -> store.writeText("dir/file", "x", WriteOptions.overwrite()));
      denied(() -> store.delete("dir/file"));
      denied(() -> store.createFolder("folder"));
      denied(() -> store.move("dir/file", "moved"));
      denied(() -> store.copy("dir/file", "copied"));
    }
  }

  private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("Read-only file system");
  }

  @Test
  void whatAFileSystemCannotKeepIsNoCapability() throws Exception {
    Path image = temp.resolve("image");
    Files.write(image, new byte[4 << 20]);
    boolean made = run("mkfs.ext2", "-q", "-F", "-I", "128", image.toString()) == 0;
    if (!made) {
      System.out.println("NOT TESTED: there is no mkfs.ext2");
    }
    assumeTrue(made, "there is no mkfs.ext2");
    mount("-o", "loop", image.toString());
    try (Store store = Stores.local(root)) {
      assertThat(store.supports(Capability.COMPARE_AND_SET)).as("whole seconds").isFalse();
      assertThat(store.supports(Capability.CREATE_IF_ABSENT)).as("hard links").isTrue();
      store.writeText("file", "1");
      WriteOptions ifMatch = WriteOptions.ifMatch(Revision.of("\"any\""));
      assertThatThrownBy(() -> store.writeText("file", "2", ifMatch))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("COMPARE_AND_SET");
      assertThat(store.readText("file")).isEqualTo("1");
    }
  }
}
