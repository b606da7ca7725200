package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.memory.MemoryOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Earlier states of files, where a store keeps them. */
final class VersionsTest {
  private final Store store =
      Stores.over(
          MemoryDriver.create(new MemoryOptions(MemoryOptions.Versions.KEPT), Clock.systemUTC()),
          StoreOptions.defaults());

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> versions() {
    try (Stream<FileInfo> versions = store.listVersions("file")) {
      return versions.map(FileInfo::version).map(String::valueOf).toList();
    }
  }

  private String read(String version) {
    byte[] bytes = store.readBytes("file", ReadOptions.none().withVersion(version));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void everyStateIsKeptNewestFirst() {
    assertThat(store.supports(Capability.VERSIONS)).isTrue();
    String one = String.valueOf(store.writeText("file", "one").versionId());
    String two =
        String.valueOf(store.writeText("file", "two", WriteOptions.overwrite()).versionId());
    assertThat(versions()).containsExactly(two, one);
    assertThat(read(one)).isEqualTo("one");
    assertThat(read(two)).isEqualTo("two");
    store.delete("file");
    assertThat(store.exists("file")).isFalse();
    assertThat(read(one)).as("a deleted file's past").isEqualTo("one");
    store.copy("file", "restored", CopyOptions.create().withSourceVersion(one));
    assertThat(store.readText("restored")).isEqualTo("one");
  }

  @Test
  void aVersionGoesForGood() {
    String one = String.valueOf(store.writeText("file", "one").versionId());
    String two =
        String.valueOf(store.writeText("file", "two", WriteOptions.overwrite()).versionId());
    store.delete("file", DeleteOptions.strict().withVersion(one));
    assertThat(versions()).containsExactly(two);
    assertThatThrownBy(() -> read(one)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store.delete("file", DeleteOptions.strict().withVersion(one)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> read("never")).isInstanceOf(NotFoundException.class);
    assertThat(store.readText("file")).isEqualTo("two");
  }
}
