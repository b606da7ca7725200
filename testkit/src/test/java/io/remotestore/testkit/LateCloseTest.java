package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.FileInfo;
import io.remotestore.Operation;
import io.remotestore.OperationEvent;
import io.remotestore.OperationInterruptedException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreListener;
import io.remotestore.StoreReader;
import io.remotestore.StoreWriter;
import io.remotestore.memory.MemoryDriver;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is closed after its store, on a driver that notices no interrupt. */
@Timeout(20)
final class LateCloseTest extends FaultTest {
  private final DeafDriver driver = new DeafDriver(MemoryDriver.create());
  private final List<Operation> finished = new CopyOnWriteArrayList<>();
  private final Store store =
      over(driver)
          .withListener(
              new StoreListener() {
                @Override
                public void finished(OperationEvent event) {
                  finished.add(event.operation());
                }
              });

  LateCloseTest() {
    store.writeText("file", "content");
    finished.clear();
  }

  @AfterEach
  void release() {
    driver.release();
  }

  @Test
  void closesAStream() throws Exception {
    try (StoreInputStream in = store.read("file")) {
      assertThat(in.read()).isEqualTo('c');
      store.close();
    }
    driver.awaitPassed("body.close");
    assertThat(finished).containsExactly(Operation.READ);
  }

  @Test
  void closesAReader() throws Exception {
    try (StoreReader reader = store.open("file")) {
      assertThat(reader.read(ByteRange.of(0, 1))).isEqualTo(bytes("c"));
      store.close();
    }
    driver.awaitPassed("handle.close");
    assertThat(finished).hasSize(1);
  }

  @Test
  void closesAWriter() throws Exception {
    try (StoreWriter writer = store.openWrite("new")) {
      writer.stream().write(noise(300_000));
      store.close();
    }
    driver.awaitPassed("temporary.close");
    assertThat(finished).containsExactly(Operation.WRITE);
  }

  @Test
  void closesAListing() throws Exception {
    try (Stream<FileInfo> files = store.listFiles("")) {
      Iterator<FileInfo> each = files.iterator();
      assertThat(each.hasNext()).isTrue();
      store.close();
    }
    driver.awaitPassed("listing.close");
    assertThat(finished).hasSize(1);
  }

  /** A read that was left behind ends after the store was closed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closesAStreamWhoseReadWasLeftBehind(boolean closesFirst) throws Exception {
    driver.waitAt("body.read");
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try (StoreInputStream in = store.read("file")) {
                assertThatThrownBy(in::read)
                    .hasCauseInstanceOf(OperationInterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
                if (!closesFirst) {
                  store.close();
                }
              } catch (Throwable e) {
                outcome.complete(e);
              }
              if (closesFirst) {
                store.close();
              }
              outcome.complete(null);
            });
    caller.start();
    driver.awaitWaiting();
    caller.interrupt();
    assertThat(outcome.get()).isNull();
    driver.release();
    driver.awaitPassed("body.close");
    assertThat(finished).containsExactly(Operation.READ);
  }
}
