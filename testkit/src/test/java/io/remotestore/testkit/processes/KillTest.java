package io.remotestore.testkit.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class KillTest {
  private static final int ROUNDS = 6;
  private static final int WRITES = 800;

  @TempDir private Path root;

  private final Map<String, Long> acknowledged = new HashMap<>();
  private long writes;

  @Test
  void aKillTearsNothingLosesNothingAndLeavesNothingAfterASweep() throws Exception {
    long left = 0;
    for (int round = 0; round < ROUNDS; round++) {
      writeAndKill(round * 1_000_000L, WRITES + 37 * round);
      try (Store store = Stores.local(root)) {
        long temporaries = temporaries(store);
        verify(store);
        assertThat(store.uploads().sweep(Duration.ZERO)).isEqualTo((int) temporaries);
        assertThat(onDisk(".~tmp.")).as("temporaries on disk after the sweep").isEmpty();
        left += temporaries;
      }
    }
    assertThat(writes).isGreaterThan((long) ROUNDS * WRITES);
    System.out.printf(
        "kill: %d rounds, %d writes acknowledged, %d temporaries found and swept%n",
        ROUNDS, writes, left);
  }

  private void writeAndKill(long from, int count) throws Exception {
    try (ChildProcess child = ChildProcess.start(Work.WRITE, root, String.valueOf(from))) {
      child.expect("ready");
      child.say("go");
      for (int i = 0; i < count; i++) {
        acknowledge(Objects.requireNonNull(child.hear(), "the child ended by itself"));
      }
      child.kill().forEach(this::acknowledgeIfWhole);
    }
  }

  /** The last line may be cut by the kill. */
  private void acknowledgeIfWhole(String line) {
    int blank = line.indexOf(' ');
    if (blank > 0 && line.substring(0, blank).startsWith("new/")) {
      String number = line.substring("new/".length(), blank);
      if (line.endsWith(" " + number)) {
        acknowledge(line);
      }
    }
  }

  private void acknowledge(String line) {
    int blank = line.indexOf(' ');
    acknowledged.put(line.substring(0, blank), Long.valueOf(line.substring(blank + 1)));
    writes++;
  }

  /** All that was acknowledged is there, whole, and nothing else but a write on its way. */
  private void verify(Store store) throws IOException {
    acknowledged.forEach(
        (key, number) -> {
          long found = Sealed.number(store.readBytes(key));
          if (key.startsWith("new/")) {
            assertThat(found).as(key).isEqualTo(number);
          } else {
            assertThat(found).as(key).isGreaterThanOrEqualTo(number);
          }
        });
    try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
      List<String> listed = files.map(FileInfo::path).toList();
      assertThat(listed).containsAll(acknowledged.keySet());
      listed.forEach(key -> assertThat(Sealed.number(store.readBytes(key))).isNotNegative());
    }
  }

  private static long temporaries(Store store) {
    try (Stream<Upload> uploads = store.uploads().list()) {
      return uploads.count();
    }
  }

  private List<Path> onDisk(String prefix) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(p -> p.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
