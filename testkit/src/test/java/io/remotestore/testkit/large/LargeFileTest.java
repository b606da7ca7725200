package io.remotestore.testkit.large;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 4 GiB through the local backend in a heap of 64 MiB; run by {@code -Plarge}. */
@Tag("large")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class LargeFileTest {
  private static final long SIZE = (4L << 30) + 7;
  private static final long MAX_HEAP = 64L << 20;
  private static final long MAX_RESIDENT = 256L << 20;

  @TempDir private Path temp;

  @Test
  void fourGibibytesUpAndDown() throws IOException {
    assertThat(Runtime.getRuntime().maxMemory()).as("heap").isLessThanOrEqualTo(MAX_HEAP);
    Path root = temp.resolve("root");
    try (Store store = Stores.local(root)) {
      List<Path> before = temporaryFolder();
      store.write("unknown", new PatternStream(SIZE, () -> onlyOwnTemporary(root, before)));
      assertThat(store.getFileInfo("unknown").size()).isEqualTo(SIZE);
      verify(store, "unknown");

      store.write("known", root.resolve("unknown"));
      verify(store, "known");
      store.delete("unknown");

      store.copy("known", "copied");
      store.delete("known");
      verify(store, "copied");
    }
    long resident = peakResident();
    System.out.printf("large: %d bytes, peak resident %d MiB%n", SIZE, resident >> 20);
    assertThat(resident).as("peak resident memory").isLessThan(MAX_RESIDENT);
  }

  private static void verify(Store store, String path) throws IOException {
    try (StoreInputStream in = store.read(path)) {
      new PatternStream(SIZE, () -> {}).verify(in);
    }
  }

  private static void onlyOwnTemporary(Path root, List<Path> before) {
    assertThat(root)
        .isDirectoryContaining(file -> file.getFileName().toString().startsWith(".~tmp.unknown."));
    assertThat(root.toFile().list()).hasSize(1);
    assertThat(temporaryFolder()).isEqualTo(before);
  }

  private static List<Path> temporaryFolder() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The high-water mark that Linux keeps. */
  private static long peakResident() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(l -> l.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
    }
  }
}
