package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.S3;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The code of the pages about backends. */
final class BackendsTest {
  @RegisterExtension final Printed printed = new Printed();
  @TempDir private Path folder;

  @Test
  void local() {
    // region local
    try (Store store = Stores.local(folder)) {
      store.writeText("reports/today.txt", "all well");
    }
    // endregion
    assertThat(folder.resolve("reports/today.txt")).hasContent("all well");
  }

  @Test
  void sweep() throws Exception {
    Path left = Files.writeString(folder.resolve(".~tmp.report.txt.0123abcd"), "half a rep");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    try (Store store = Stores.local(folder)) {
      // region sweep
      int gone = store.uploads().sweep(Duration.ofHours(1));
      // endregion
      assertThat(gone).isEqualTo(1);
    }
    assertThat(left).doesNotExist();
  }

  @Test
  void memory() {
    // region memory
    try (Store store = Stores.memory()) {
      store.writeText("reports/today.txt", "all well");
      System.out.println(store.readText("reports/today.txt"));
    }
    // endregion
    assertThat(printed.take()).isEqualTo("all well\n");
  }

  @Test
  void s3() {
    // region s3
    try (Store store = S3.bucket("data").region("eu-west-1").open()) {
      System.out.println(store.identity().service());
    }
    // endregion
    assertThat(printed.take()).isEqualTo("https://s3.eu-west-1.amazonaws.com/data\n");
  }

  @Test
  void http() {
    // region http
    try (Store store = Stores.open("https://example.com/data")) {
      System.out.println(store.supports(Capability.WRITE));
    }
    // endregion
    assertThat(printed.take()).isEqualTo("false\n");
  }

  @Test
  void versions() {
    // region versions
    try (Store store = Stores.open("memory:?versions=kept")) {
      store.writeText("note.txt", "first");
      store.writeText("note.txt", "second", WriteOptions.overwrite());

      try (Stream<FileInfo> versions = store.listVersions("note.txt")) { // newest first
        List<FileInfo> all = versions.toList();
        String oldest = Objects.requireNonNull(all.get(1).version());
        byte[] bytes = store.readBytes("note.txt", ReadOptions.none().withVersion(oldest));
        System.out.println(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    // endregion
    assertThat(printed.take()).isEqualTo("first\n");
  }
}
