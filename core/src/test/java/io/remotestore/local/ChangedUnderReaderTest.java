package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.ContentChangedException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.Stores;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs grow or shrink in place while they are read. */
final class ChangedUnderReaderTest {
  @TempDir Path folder;

  private Path file(Store store) {
    store.write("file", new byte[1_000_000]);
    return folder.resolve("file");
  }

  @Test
  void aFileThatShrinksIsNotPassedOffAsWhole() throws IOException {
    try (Store store = Stores.local(folder)) {
      Path file = file(store);
      try (StoreInputStream in = store.read("file");
          StoreReader reader = store.open("file")) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(5000);
        }
        assertThatThrownBy(in::readAllBytes)
            .isInstanceOf(IOException.class)
            .hasCauseInstanceOf(ContentChangedException.class);
        assertThatThrownBy(() -> reader.read(ByteRange.of(4000, 2000)))
            .isInstanceOf(IOException.class)
            .hasCauseInstanceOf(ContentChangedException.class);
      }
    }
  }

  @Test
  void aFileThatGrowsIsReadAsItWasOpened() throws IOException {
    try (Store store = Stores.local(folder)) {
      Path file = file(store);
      try (StoreInputStream in = store.read("file")) {
        Files.write(file, new byte[5000], StandardOpenOption.APPEND);
        assertThat(in.readAllBytes()).hasSize(1_000_000);
      }
      assertThat(store.getFileInfo("file").size()).isEqualTo(1_005_000);
    }
  }
}
