package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.ReadOptions;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.spi.Features.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code open}: positional and vectored reads, channels, streams from an offset. */
public abstract class RandomAccessContract extends StoreContract {
  private static final int SIZE = 1_500_000;

  private final byte[] content = noise(SIZE);

  private StoreReader openNoise() {
    put("dir/file", content);
    return store().open("dir/file");
  }

  private byte[] part(long from, long length) {
    return Arrays.copyOfRange(content, (int) from, (int) (from + length));
  }

  @Test
  void knowsFileAndSize() {
    try (StoreReader reader = openNoise()) {
      assertThat(reader.size()).isEqualTo(SIZE);
      assertThat(reader.info()).isEqualTo(store().getFileInfo("dir/file"));
    }
  }

  @Test
  void positionalReadsFillTheirBuffer() throws IOException {
    try (StoreReader reader = openNoise()) {
      for (ByteBuffer buffer :
          List.of(ByteBuffer.allocate(70_000), ByteBuffer.allocateDirect(70_000))) {
        assertThat(reader.read(123_456, buffer)).isEqualTo(70_000);
        byte[] got = new byte[70_000];
        buffer.flip().get(got);
        assertThat(got).isEqualTo(part(123_456, 70_000));
      }
      ByteBuffer tail = ByteBuffer.allocate(100);
      assertThat(reader.read(SIZE - 10, tail)).isEqualTo(10);
      assertThat(reader.read(SIZE, ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(reader.read(SIZE + 5L, ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(reader.read(0, ByteBuffer.allocate(0))).isZero();
      assertThatThrownBy(() -> reader.read(-1, ByteBuffer.allocate(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rangesAreClipped() throws IOException {
    try (StoreReader reader = openNoise()) {
      assertThat(reader.read(ByteRange.of(10, 20))).isEqualTo(part(10, 20));
      assertThat(reader.read(ByteRange.suffix(8))).isEqualTo(part(SIZE - 8, 8));
      assertThat(reader.read(ByteRange.of(SIZE - 3, 100))).isEqualTo(part(SIZE - 3, 3));
      assertThat(reader.read(ByteRange.of(SIZE, 1))).isEmpty();
      assertThatThrownBy(() -> reader.read(ByteRange.of(SIZE + 1L, 1)))
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(RangeNotSatisfiableException.class);
    }
  }

  @Test
  void vectoredReadsComeInTheOrderAsked() throws IOException {
    try (StoreReader reader = openNoise()) {
      List<ByteRange> ranges =
          List.of(
              ByteRange.of(1_000_000, 100),
              ByteRange.of(0, 10),
              ByteRange.of(5, 10),
              ByteRange.of(0, 10),
              ByteRange.of(3, 2),
              ByteRange.of(700, 0),
              ByteRange.suffix(4),
              ByteRange.of(SIZE - 2, 50),
              ByteRange.of(15, 5),
              ByteRange.of(200_000, 300_000));
      List<ByteBuffer> buffers = reader.readVectored(ranges);
      assertThat(buffers).hasSize(ranges.size());
      for (int i = 0; i < ranges.size(); i++) {
        ByteRange range = ranges.get(i);
        byte[] expected = part(range.startIn(SIZE), range.lengthIn(SIZE));
        assertThat(buffers.get(i).remaining()).isEqualTo(expected.length);
        assertThat(buffers.get(i)).isEqualTo(ByteBuffer.wrap(expected));
      }
      assertThat(reader.readVectored(List.of())).isEmpty();
      assertThatThrownBy(
              () -> reader.readVectored(List.of(ByteRange.of(0, 1), ByteRange.of(SIZE + 1L, 1))))
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(RangeNotSatisfiableException.class);
    }
  }

  @Test
  void vectoredReadsHoldNoMoreThanTheirBytes() throws IOException {
    try (StoreReader reader = openNoise()) {
      List<ByteBuffer> buffers =
          reader.readVectored(List.of(ByteRange.of(0, 10), ByteRange.of(900_000, 10)));
      buffers.forEach(buffer -> assertThat(buffer.capacity()).isEqualTo(10));
    }
  }

  @Test
  void vectoredReadsAgreeWithPlainOnes() throws IOException {
    Random random = new Random(42);
    try (StoreReader reader = openNoise()) {
      for (int round = 0; round < 20; round++) {
        List<ByteRange> ranges = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
          ranges.add(ByteRange.of(random.nextInt(SIZE + 1), random.nextInt(60_000)));
        }
        List<ByteBuffer> buffers = reader.readVectored(ranges);
        for (int i = 0; i < ranges.size(); i++) {
          assertThat(buffers.get(i)).isEqualTo(ByteBuffer.wrap(reader.read(ranges.get(i))));
        }
      }
    }
  }

  @Test
  void channelsSeek() throws IOException {
    try (StoreReader reader = openNoise()) {
      SeekableByteChannel channel = reader.channel();
      assertThat(channel.size()).isEqualTo(SIZE);
      ByteBuffer buffer = ByteBuffer.allocate(10);
      assertThat(channel.read(buffer)).isEqualTo(10);
      assertThat(channel.position()).isEqualTo(10);
      assertThat(channel.position(SIZE - 4).read(buffer.clear())).isEqualTo(4);
      assertThat(channel.read(buffer.clear())).isEqualTo(-1);
      channel.position(SIZE + 100L);
      assertThat(channel.read(buffer.clear())).isEqualTo(-1);
      assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> channel.write(buffer))
          .isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
      channel.close();
      assertThat(channel.isOpen()).isFalse();
      assertThatThrownBy(() -> channel.read(buffer)).isInstanceOf(ClosedChannelException.class);
      assertThat(reader.read(ByteRange.of(0, 1))).as("the reader goes on").hasSize(1);
    }
  }

  @Test
  void streamsBeginAnywhere() throws IOException {
    try (StoreReader reader = openNoise()) {
      try (StoreInputStream in = reader.stream(1_400_000)) {
        assertThat(in.startOffset()).isEqualTo(1_400_000);
        assertThat(in.length()).isEqualTo(100_000);
        assertThat(in.readAllBytes()).isEqualTo(part(1_400_000, 100_000));
      }
      try (StoreInputStream end = reader.stream(SIZE)) {
        assertThat(end.read()).isEqualTo(-1);
      }
      assertThatThrownBy(() -> reader.stream(SIZE + 1L))
          .isInstanceOf(RangeNotSatisfiableException.class);
      assertThatThrownBy(() -> reader.stream(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void manyThreadsReadAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (StoreReader reader = openNoise()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        long from = i * 20_000L;
        tasks.add(() -> Arrays.equals(reader.read(ByteRange.of(from, 20_000)), part(from, 20_000)));
      }
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptedReaderDoesNotDisturbOthers() throws Exception {
    try (StoreReader reader = openNoise()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> reader.read(ByteRange.of(0, 100_000)))
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(io.remotestore.OperationInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(reader.read(ByteRange.of(0, 100_000))).isEqualTo(part(0, 100_000));
    }
  }

  @Test
  void oneStateOfTheFileOnly() throws IOException {
    try (StoreReader reader = openNoise()) {
      byte[] other = noise(SIZE - 1);
      put("dir/file", other);
      try {
        byte[] read = reader.read(ByteRange.of(5, 5));
        if (features().validator() == Validator.NONE) {
          assertThat(read)
              .as("nothing tells the states apart")
              .isIn(part(5, 5), Arrays.copyOfRange(other, 5, 10));
        } else {
          assertThat(read).isEqualTo(part(5, 5));
        }
      } catch (IOException e) {
        assertThat(e).hasCauseInstanceOf(io.remotestore.ContentChangedException.class);
      }
    }
  }

  @Test
  void emptyFiles() throws IOException {
    put("empty", "");
    try (StoreReader reader = store().open("empty")) {
      assertThat(reader.size()).isZero();
      assertThat(reader.read(ByteRange.ALL)).isEmpty();
      assertThat(reader.channel().read(ByteBuffer.allocate(1))).isEqualTo(-1);
      try (StoreInputStream in = reader.stream(0)) {
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void wrongTargets() {
    put("folder/file", "x");
    fails(NotFoundException.class, "missing", () -> store().open("missing"));
    fails(InvalidPathException.class, "folder", () -> store().open("folder"));
    assertThatThrownBy(() -> store().open("folder/file", ReadOptions.range(0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closedReadersSaySo() {
    StoreReader reader = openNoise();
    reader.close();
    reader.close();
    assertThatThrownBy(() -> reader.read(ByteRange.of(0, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
