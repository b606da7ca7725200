package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.local.LocalOptions.Confine;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that becomes a link to the outside and back, all the time, under a strict store. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class SwappedFolderTest {
  private static final FileTime OLD = FileTime.from(Instant.ofEpochSecond(1_000_000_000L));
  private static final int ROUNDS = 1500;

  @TempDir private Path temp;

  private int done;
  private int refused;

  @Test
  void strictReadsAndTouchesNothingOutside() throws Exception {
    Path root = temp.resolve("root");
    Files.createDirectories(root.resolve("dir"));
    Path outside = Files.createDirectories(temp.resolve("outside"));
    for (String name : List.of("read", "replaced", "deleted", "moved")) {
      Files.writeString(outside.resolve(name), "outside");
      Files.setLastModifiedTime(outside.resolve(name), OLD);
    }
    Files.createDirectories(outside.resolve("folder"));
    Files.writeString(root.resolve("dir/read"), "inside");

    AtomicBoolean end = new AtomicBoolean();
    FutureTask<Integer> swapper = new FutureTask<>(() -> swap(root, outside, end));
    LocalOptions strict = LocalOptions.of(root).withConfine(Confine.STRICT);
    try (Store store = Stores.over(LocalDriver.open(strict), StoreOptions.defaults())) {
      new Thread(swapper).start();
      for (int i = 0; i < ROUNDS; i++) {
        useAll(store);
      }
    } finally {
      end.set(true);
    }
    System.out.printf(
        "strict: %d swaps, %d calls done, %d refused%n", swapper.get(), done, refused);
    assertThat(done).as("calls done").isPositive();
    assertThat(refused).as("calls refused").isPositive();
    for (String name : List.of("read", "replaced", "deleted", "moved")) {
      assertThat(outside.resolve(name)).hasContent("outside");
      assertThat(Files.getLastModifiedTime(outside.resolve(name))).as(name).isEqualTo(OLD);
    }
    try (Stream<Path> left = Files.list(outside)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("read", "replaced", "deleted", "moved", "folder");
    }
  }

  private static int swap(Path root, Path outside, AtomicBoolean end) throws IOException {
    Path folder = root.resolve("dir");
    Path aside = root.resolve("aside");
    int swaps = 0;
    while (!end.get()) {
      Files.move(folder, aside);
      replace(folder, () -> Files.createSymbolicLink(folder, outside));
      Files.delete(folder);
      replace(folder, () -> Files.move(aside, folder));
      swaps++;
    }
    return swaps;
  }

  private interface Change {
    Path make() throws IOException;
  }

  /** A write that finds no folder makes one, which then is in the way. */
  private static void replace(Path folder, Change change) throws IOException {
    while (true) {
      try {
        Path unused = change.make();
        return;
      } catch (FileSystemException e) {
        discard(folder);
      }
    }
  }

  private static void discard(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        boolean unused = Files.deleteIfExists(file);
      }
      Files.delete(folder);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // gone, or written to again meanwhile
    }
  }

  private void useAll(Store store) {
    attempt(() -> assertThat(store.readText("dir/read")).isEqualTo("inside"));
    attempt(() -> store.writeText("dir/replaced", "inside", WriteOptions.overwrite()));
    attempt(() -> store.delete("dir/deleted"));
    attempt(() -> store.move("dir/moved", "stolen", CopyOptions.overwrite()));
    attempt(() -> store.deleteFolder("dir/folder"));
    attempt(() -> store.deleteFolder("dir/folder", DeleteOptions.recursive()));
    attempt(
        () -> {
          try (Stream<FileInfo> files = store.listFiles("dir")) {
            assertThat(files.map(FileInfo::path)).doesNotContain("dir/deleted", "dir/moved");
          }
        });
    assertThat(store.exists("stolen")).isFalse();
  }

  private void attempt(Runnable call) {
    try {
      call.run();
      done++;
    } catch (RemoteStoreException e) {
      refused++;
    }
  }
}
