package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ContentDigest;
import io.remotestore.CopyOptions;
import io.remotestore.DigestMismatchException;
import io.remotestore.ReadOptions;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit that changes on its way from the backend is noticed. */
final class VerifiedReadTest extends FaultTest {
  private static final int PART = FlatDriver.MIN_PART;

  private final Corrupting driver = new Corrupting();
  private final Store store = over(driver);

  /** Sends the checksum of the file along, and changes a bit of some replies. */
  private static final class Corrupting extends ForwardingDriver {
    private final AtomicInteger corrupted = new AtomicInteger();
    private final AtomicInteger gets = new AtomicInteger();
    private volatile long at;
    private volatile String checksum = "";

    private Corrupting() {
      super(FlatDriver.with(FlatDriver.allFeatures().remote().build()));
    }

    /** Changes the byte at a position in the next replies that hold it. */
    private void corrupt(long position, int replies) {
      at = position;
      corrupted.set(replies);
      gets.set(0);
    }

    private void keepChecksum(byte[] content) {
      CRC32C crc = new CRC32C();
      crc.update(content);
      checksum = String.format("%08x", crc.getValue());
    }

    @Override
    public GetReply get(GetRequest request, Call call) throws Exception {
      gets.incrementAndGet();
      GetReply reply = super.get(request, call);
      Entry seen = reply.entry();
      Entry entry =
          Entry.file(seen.key())
              .size(seen.size())
              .etag(seen.etag())
              .modifiedAt(seen.modifiedAt())
              .digest(new ContentDigest("crc32c", checksum))
              .build();
      long spoiled = at - reply.offset();
      InputStream body = new Flipped(reply.body(), spoiled, corrupted);
      return new GetReply(entry, reply.offset(), reply.length(), body);
    }
  }

  /** Changes a byte when it is read: a reply can be given up before. */
  private static final class Flipped extends FilterInputStream {
    private final long spoiled;
    private final AtomicInteger left;
    private long position;

    private Flipped(InputStream in, long spoiled, AtomicInteger left) {
      super(in);
      this.spoiled = spoiled;
      this.left = left;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      boolean holds = n > 0 && spoiled >= position && spoiled < position + n;
      if (holds && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
        target[offset + (int) (spoiled - position)] ^= 1;
      }
      position += Math.max(0, n);
      return n;
    }
  }

  private byte[] written(int size) {
    byte[] content = noise(size);
    store.write("f", content);
    driver.keepChecksum(content);
    return content;
  }

  @Test
  void anArrayIsReadAgain() {
    byte[] content = written(1000);
    driver.corrupt(500, 2);
    assertThat(store.readBytes("f")).isEqualTo(content);
    assertThat(driver.gets).hasValue(3);
  }

  @Test
  void anArrayThatIsNeverRightIsAnError() {
    byte[] unused = written(1000);
    driver.corrupt(500, 3);
    assertThatThrownBy(() -> store.readBytes("f"))
        .isInstanceOfSatisfying(
            DigestMismatchException.class,
            e -> {
              assertThat(e.path()).isEqualTo("f");
              assertThat(e.problem()).contains("crc32c");
            });
  }

  /** The checksums of ranges make that of the whole. */
  @Test
  void aParallelReadIsVerifiedWhereverTheBitChanged() {
    byte[] content = written(9 * PART + 17);
    assertThat(store.readBytes("f")).isEqualTo(content);
    for (long position : new long[] {0, PART, 5L * PART + 3, content.length - 1}) {
      driver.corrupt(position, 1);
      assertThat(store.readBytes("f")).as("bit at %s", position).isEqualTo(content);
      assertThat(driver.corrupted).as("bit at %s", position).hasValue(0);
    }
  }

  @Test
  void aFileOfThisMachineIsFetchedAgain(@TempDir Path folder) throws IOException {
    byte[] content = written(5 * PART);
    driver.corrupt(4L * PART, 1);
    Path file = folder.resolve("copy");
    store.readTo("f", file);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void aStreamFailsBeforeItsLastBytes() throws IOException {
    byte[] unused = written(100_000);
    driver.corrupt(5, 1);
    try (StoreInputStream in = store.read("f")) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(DigestMismatchException.class);
    }
    driver.corrupt(5, 1);
    try (StoreInputStream in = store.read("f")) {
      byte[] exact = new byte[100_000];
      assertThatThrownBy(() -> in.readNBytes(exact, 0, exact.length))
          .as("a reader that never asks for the end")
          .hasCauseInstanceOf(DigestMismatchException.class);
    }
  }

  @Test
  void aCopyReadsAgainAndPublishesOnlyWhatIsRight() {
    byte[] content = written(1000);
    Store target = over(MemoryDriver.create());
    driver.corrupt(3, 2);
    target.copyFrom(store, "f", "copy");
    assertThat(target.readBytes("copy")).isEqualTo(content);
    driver.corrupt(3, 3);
    assertThatThrownBy(() -> target.copyFrom(store, "f", "copy", CopyOptions.overwrite()))
        .isInstanceOf(DigestMismatchException.class);
    assertThat(target.readBytes("copy")).isEqualTo(content);
  }

  /** Slices come by requests of their own; nothing is published before all of them are right. */
  @Test
  void aCopyInPartsIsVerifiedWhereverTheBitChanged() {
    byte[] content = written(9 * PART + 17);
    FlatDriver flat = FlatDriver.create();
    TrackingDriver tracked = new TrackingDriver(flat);
    Store target = over(tracked, options);
    for (long position : new long[] {0, PART, 5L * PART + 3, content.length - 1}) {
      tracked.resetCalls();
      driver.corrupt(position, 1);
      target.copyFrom(store, "f", "copy", CopyOptions.overwrite());
      assertThat(driver.corrupted).as("bit at %s", position).hasValue(0);
      assertThat(tracked.calls("completeParts")).as("bit at %s", position).isEqualTo(1);
      assertThat(target.readBytes("copy")).as("bit at %s", position).isEqualTo(content);
      assertThat(flat.danglingUploads()).isZero();
    }
  }

  @Test
  void anOptedOutCopyInPartsIsTakenAsItComes() {
    byte[] content = written(9 * PART);
    Store target = over(FlatDriver.create(), options);
    driver.corrupt(5L * PART, 1);
    target.copyFrom(over(driver, options.toBuilder().trustReads().build()), "f", "copy");
    assertThat(target.readBytes("copy")).isNotEqualTo(content);
  }

  /** A limit for retries counts from the operation, not from the beginning of the clock. */
  @Test
  void aLimitForRetriesLeavesRoomForThem() {
    byte[] content = written(1000);
    RetryPolicy limited = options.retry().withTimeout(Duration.ofMinutes(2));
    StoreOptions late =
        options.toBuilder().retry(limited).nanoClock(() -> Long.MAX_VALUE / 2).build();
    driver.corrupt(500, 2);
    assertThat(over(driver, late).readBytes("f")).isEqualTo(content);
  }

  @Test
  void rangesAndOptedOutReadsAreTakenAsTheyCome() {
    byte[] content = written(1000);
    driver.corrupt(500, 1);
    assertThat(store.readBytes("f", ReadOptions.range(500, 1)))
        .isNotEqualTo(new byte[] {content[500]});
    driver.corrupt(500, 1);
    Store trusting = over(driver, options.toBuilder().trustReads().build());
    assertThat(trusting.readBytes("f")).isNotEqualTo(content);
  }
}
