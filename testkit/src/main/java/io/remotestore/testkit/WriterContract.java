package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Writers: nothing is visible before commit, and only commit publishes. */
public abstract class WriterContract extends StoreContract {

  @Test
  void commitPublishes() throws IOException {
    try (StoreWriter writer = store().openWrite("a/file", overwrite())) {
      writer.stream().write(bytes("hello "));
      writer.stream().write('w');
      writer.stream().write(bytes("orld"), 0, 4);
      assertInvisible("a/file");
      WriteResult result = writer.commit();
      assertThat(result.size()).isEqualTo(11);
      assertThat(result.path()).isEqualTo("a/file");
    }
    assertThat(store().readText("a/file")).isEqualTo("hello world");
  }

  private void assertInvisible(String path) {
    assertThat(store().exists(path)).isFalse();
    assertThat(files("", ListOptions.recursive())).isEmpty();
  }

  @Test
  void closeWithoutCommitDiscards() throws IOException {
    put("kept", "before");
    try (StoreWriter writer = store().openWrite("kept", overwrite())) {
      writer.stream().write(noise(3_000_000));
    }
    try (StoreWriter writer = store().openWrite("new", overwrite())) {
      assertThat(writer.stream()).isNotNull();
    }
    assertThat(store().readText("kept")).isEqualTo("before");
    assertThat(files("", ListOptions.recursive())).containsExactly("kept");
  }

  @Test
  void closingTheStreamPublishesNothing() throws IOException {
    try (StoreWriter writer = store().openWrite("file", overwrite())) {
      OutputStream out = writer.stream();
      assertThat(writer.stream()).isSameAs(out);
      out.write(1);
      out.close();
      out.close();
      assertThatThrownBy(() -> out.write(2))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed");
      assertThat(store().exists("file")).isFalse();
      assertThat(writer.commit().size()).isEqualTo(1);
    }
    assertThat(store().readBytes("file")).containsExactly(1);
  }

  @Test
  void wrappersMayCloseWhatTheyWrap() throws IOException {
    try (StoreWriter writer = store().openWrite("file.gz", overwrite())) {
      try (OutputStream gzip = new GZIPOutputStream(writer.stream())) {
        gzip.write(bytes("compressed"));
      }
      WriteResult result = writer.commit();
      assertThat(result.size()).isPositive();
    }
    try (GZIPInputStream in = new GZIPInputStream(store().read("file.gz"))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("compressed"));
    }
  }

  @Test
  void anExceptionOfTheProducerPublishesNothing() {
    assertThatThrownBy(
            () ->
                store()
                    .write(
                        "file",
                        out -> {
                          out.write(noise(100_000));
                          throw new IllegalStateException("out of ideas");
                        },
                        overwrite()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("out of ideas");
    assertThatThrownBy(
            () ->
                store()
                    .write(
                        "file",
                        out -> {
                          throw new IOException("no data today");
                        },
                        overwrite()))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("no data today");
    assertThat(store().exists("file")).isFalse();
  }

  @Test
  void nothingWrittenIsAnEmptyFile() {
    try (StoreWriter writer = store().openWrite("empty", overwrite())) {
      assertThat(writer.commit().size()).isZero();
    }
    assertThat(store().readBytes("empty")).isEmpty();
  }

  @Test
  void commitsOnceAndNotAfterClose() {
    StoreWriter writer = store().openWrite("file", overwrite());
    WriteResult result = writer.commit();
    assertThat(result.size()).isZero();
    assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    writer.close();
    writer.close();
    StoreWriter closed = store().openWrite("other", overwrite());
    closed.close();
    assertThatThrownBy(closed::commit).isInstanceOf(IllegalStateException.class);
    assertThat(store().exists("other")).isFalse();
  }

  @Test
  void manyChunksOfOddSizes() throws IOException {
    byte[] content = noise(5_000_000);
    Random random = new Random(7);
    try (StoreWriter writer = store().openWrite("file", overwrite())) {
      int from = 0;
      while (from < content.length) {
        int n = Math.min(content.length - from, 1 + random.nextInt(200_000));
        writer.stream().write(content, from, n);
        from += n;
      }
      assertThat(writer.commit().size()).isEqualTo(content.length);
    }
    assertThat(store().readBytes("file")).isEqualTo(content);
  }

  @Test
  void theConditionIsDecidedAtCommit() throws IOException {
    if (!supports(Capability.CREATE_IF_ABSENT)) {
      return;
    }
    try (StoreWriter writer = store().openWrite("file")) {
      writer.stream().write(bytes("late"));
      put("file", "early");
      fails(AlreadyExistsException.class, "file", writer::commit);
    }
    assertThat(store().readText("file")).isEqualTo("early");
    fails(AlreadyExistsException.class, "file", () -> store().openWrite("file"));
  }

  @Test
  void twoWritersOfOneFileTheLastCommitStands() throws IOException {
    try (StoreWriter one = store().openWrite("file", overwrite());
        StoreWriter two = store().openWrite("file", overwrite())) {
      one.stream().write(bytes("one"));
      two.stream().write(bytes("two"));
      assertThat(two.commit().size()).isEqualTo(3);
      assertThat(store().readText("file")).isEqualTo("two");
      assertThat(one.commit().size()).isEqualTo(3);
    }
    assertThat(store().readText("file")).isEqualTo("one");
  }

  @Test
  void wrongTargets() {
    put("folder/file", "x");
    if (realFolders()) {
      fails(InvalidPathException.class, "folder", () -> commitTo("folder"));
      fails(InvalidPathException.class, "folder/file/below", () -> commitTo("folder/file/below"));
    }
    fails(InvalidPathException.class, "", () -> commitTo(""));
  }

  private void commitTo(String path) {
    try (StoreWriter writer = store().openWrite(path, WriteOptions.overwrite())) {
      WriteResult unused = writer.commit();
    }
  }
}
