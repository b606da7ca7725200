package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ByteRange;
import io.remotestore.ContentChangedException;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Features.Validator;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Reads that die in the middle go on at the byte where they stopped, or fail; never do they end.
 */
final class BrokenReadTest extends FaultTest {
  private final byte[] content = noise(1_000_000);

  private Store with(FaultyDriver driver) {
    Store store = over(driver);
    store.write("file", content, WriteOptions.overwrite());
    return store;
  }

  @Test
  void goesOnWhereItStopped() {
    FaultyDriver driver = memory();
    Store store = with(driver);
    for (long at : new long[] {0, 1, 100_000, 499_999}) {
      driver.next("get", Fault.brokenBody(at));
    }
    assertThat(store.readBytes("file")).isEqualTo(content);
    assertThat(driver.pending()).isZero();
  }

  @Test
  void anEarlyEndIsABreak() {
    FaultyDriver driver = memory();
    Store store = with(driver);
    driver.next("get", Fault.shortBody(999_999));
    assertThat(store.readBytes("file")).isEqualTo(content);
    driver.next("get", Fault.shortBody(0));
    assertThat(store.readBytes("file", ReadOptions.range(10, 20)))
        .isEqualTo(Arrays.copyOfRange(content, 10, 30));
  }

  @Test
  void progressGivesNewTries() {
    FaultyDriver driver = memory();
    Store store = with(driver);
    for (int i = 0; i < 20; i++) {
      driver.next("get", Fault.brokenBody(1000));
    }
    assertThat(store.readBytes("file")).isEqualTo(content);
    assertThat(driver.pending()).isZero();
  }

  @Test
  void withoutProgressItGivesUp() {
    FaultyDriver driver = memory();
    Store store = with(driver);
    driver.next("get", Fault.brokenBody(500));
    driver.next("get", 10, Fault.notSent());
    assertThatThrownBy(() -> store.readBytes("file"))
        .isInstanceOf(BackendUnavailableException.class);
    assertThat(driver.pending()).as("two more tries and no third").isEqualTo(8);
  }

  @Test
  void aFileThatChangedMeanwhileIsNotPatchedTogether() throws IOException {
    FaultyDriver driver = memory();
    Store store = with(driver);
    driver.next(
        "get",
        Fault.brokenBody(1000)
            .whileDoing(() -> store.write("file", noise(1_000_001), WriteOptions.overwrite())));
    try (StoreInputStream in = store.read("file")) {
      assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(content, 1000));
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(ContentChangedException.class)
          .hasMessageContaining("after byte 1000");
    }
  }

  @Test
  void aFileThatWentMeanwhileSaysSo() {
    FaultyDriver driver = memory();
    Store store = with(driver);
    driver.next("get", Fault.shortBody(1000).whileDoing(() -> store.delete("file")));
    assertThatThrownBy(() -> store.readBytes("file")).isInstanceOf(ContentChangedException.class);
  }

  @Test
  void withoutAStrongValidatorABreakIsAnError() {
    FaultyDriver driver =
        new FaultyDriver(
            FlatDriver.with(FlatDriver.allFeatures().validator(Validator.WEAK).build()));
    Store store = with(driver);
    driver.next("get", Fault.shortBody(999_999));
    assertThatThrownBy(() -> store.readBytes("file"))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("999999 of 1000000");
  }

  @Test
  void rangedReadersGoOnToo() throws IOException {
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    Store store = with(driver);
    try (StoreReader reader = store.open("file")) {
      driver.next("get", Fault.brokenBody(10));
      assertThat(reader.read(ByteRange.of(500, 100)))
          .isEqualTo(Arrays.copyOfRange(content, 500, 600));
      driver.next("get", Fault.notSent());
      assertThat(
              reader.readVectored(java.util.List.of(ByteRange.of(0, 5), ByteRange.of(900_000, 5))))
          .hasSize(2);
      store.write("file", noise(5), WriteOptions.overwrite());
      assertThatThrownBy(() -> reader.read(ByteRange.of(0, 1)))
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(ContentChangedException.class);
    }
  }
}
