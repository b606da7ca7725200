package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.StoreReader;
import io.remotestore.Stores;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a backend costs that ignores ranges: it is found out once, and then read in one request. */
final class IgnoredRangesTest {
  private static final int CHUNK = 64 * 1024;
  private static final int CONCURRENCY = 4;

  private final RangelessDriver driver = new RangelessDriver(FlatDriver.create());
  private final AtomicLong nanos = new AtomicLong();
  private final StoreOptions options =
      StoreOptions.builder()
          .name("rangeless")
          .partSize(CHUNK)
          .concurrency(CONCURRENCY)
          .nanoClock(nanos::get)
          .build();
  private final Store store = Stores.over(driver, options);
  private final byte[] large = new byte[10 * CHUNK + 17];

  @BeforeEach
  void write() {
    new Random(7).nextBytes(large);
    store.write("large", large);
  }

  private void find() {
    assertThat(store.readBytes("large", ReadOptions.range(3, 5))).isEqualTo(part(large, 3, 5));
    assertThat(driver.gets()).isEqualTo(1);
  }

  /** Returns the requests of two small reads of one reader: one if the whole file is fetched. */
  private int requestsOfTwoReads() throws Exception {
    try (StoreReader reader = store.open("large")) {
      assertThat(reader.read(ByteRange.of(5 * CHUNK, 10))).isEqualTo(part(large, 5 * CHUNK, 10));
      assertThat(reader.read(ByteRange.of(CHUNK, 10))).isEqualTo(part(large, CHUNK, 10));
    }
    return driver.gets();
  }

  private static byte[] part(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  @Test
  void largeReadsTakeOneRequestOnceItIsKnown() {
    Store several = Stores.over(new HeldFrontDriver(driver), options);
    assertThat(several.readBytes("large")).isEqualTo(large);
    assertThat(driver.gets()).isBetween(2, CONCURRENCY);
    assertThat(several.readBytes("large")).isEqualTo(large);
    assertThat(driver.gets()).isEqualTo(1);
  }

  @Test
  void aFileOfTheMachineIsWhole(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("large");
    store.readTo("large", file);
    assertThat(Files.readAllBytes(file)).isEqualTo(large);
  }

  @Test
  void aStoreOverTheSameDriverKnowsIt() {
    find();
    assertThat(Stores.over(driver, options).readBytes("large")).isEqualTo(large);
    assertThat(driver.gets()).isEqualTo(1);
  }

  @Test
  void randomAccessTakesOneRequestOnceItIsKnown() throws Exception {
    assertThat(requestsOfTwoReads()).isEqualTo(2);
    try (StoreReader reader = store.open("large")) {
      List<ByteBuffer> parts =
          reader.readVectored(List.of(ByteRange.of(0, 3), ByteRange.of(9 * CHUNK, 3)));
      assertThat(parts.get(0)).isEqualTo(ByteBuffer.wrap(part(large, 0, 3)));
      assertThat(parts.get(1)).isEqualTo(ByteBuffer.wrap(part(large, 9 * CHUNK, 3)));
    }
    assertThat(driver.gets()).isEqualTo(1);
  }

  @Test
  void theFindingEnds() throws Exception {
    find();
    nanos.addAndGet(Duration.ofMinutes(14).toNanos());
    assertThat(requestsOfTwoReads()).isEqualTo(1);
    driver.takeRanges();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(requestsOfTwoReads()).isEqualTo(2);
  }

  @Test
  void aReplyWithARangeEndsItAtOnce() throws Exception {
    find();
    driver.takeRanges();
    assertThat(store.readBytes("large", ReadOptions.range(3, 5))).isEqualTo(part(large, 3, 5));
    driver.gets();
    assertThat(requestsOfTwoReads()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,5", "655376,1", "655377,4", "655377,0", "70000,0", "5,9999999"})
  void rangesAreCutOutOfTheWhole(int offset, int length) {
    int end = Math.min(large.length, offset + length);
    assertThat(store.readBytes("large", ReadOptions.range(offset, length)))
        .isEqualTo(Arrays.copyOfRange(large, offset, end));
    assertThat(driver.gets()).isEqualTo(1);
  }

  @Test
  void suffixesToo() {
    assertThat(store.readBytes("large", ReadOptions.suffix(9)))
        .isEqualTo(part(large, large.length - 9, 9));
    assertThat(store.readBytes("large", ReadOptions.suffix(99_999_999))).isEqualTo(large);
    assertThat(driver.gets()).isEqualTo(2);
  }

  @Test
  void aRangeBeyondTheEndIsRefused() {
    assertThatThrownBy(() -> store.readBytes("large", ReadOptions.range(large.length + 1, 1)))
        .isInstanceOf(RangeNotSatisfiableException.class);
  }
}
