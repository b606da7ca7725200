package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.CopyOptions;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.OperationInterruptedException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.StoreWriter;
import io.remotestore.memory.MemoryDriver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interrupts and deadlines end a call promptly on a driver that is deaf to them. The driver waits
 * until the test releases it, which is after the call ended: a call that waits for the driver never
 * ends, and the test times out.
 */
final class PromptnessTest extends FaultTest {
  private final DeafDriver driver = new DeafDriver(MemoryDriver.create());
  private final Store store = over(driver);

  /** A place to wait at, and a call that gets there. */
  private record Wait(String place, IoAction call) {
    @Override
    public String toString() {
      return place;
    }
  }

  private interface IoAction {
    void run(Store store) throws IOException;
  }

  static List<Wait> waits() {
    return List.of(
        new Wait("stat", s -> s.exists("file")),
        new Wait("get", s -> s.readBytes("file")),
        new Wait("body.read", s -> s.readBytes("file")),
        new Wait("body.read", PromptnessTest::readStream),
        new Wait("body.close", PromptnessTest::readStream),
        new Wait("openRead", s -> s.open("file").close()),
        new Wait("handle.read", PromptnessTest::readAtRandom),
        new Wait("put", s -> s.writeText("new", "x")),
        new Wait("openWrite", s -> s.write("new", stream())),
        new Wait("temporary.write", s -> s.write("new", stream())),
        new Wait("temporary.publish", s -> s.write("new", stream())),
        new Wait("temporary.write", PromptnessTest::writeStream),
        new Wait("list", PromptnessTest::list),
        new Wait("listing.next", PromptnessTest::list),
        new Wait("delete", s -> s.delete("file", DeleteOptions.missingOk())),
        new Wait("deleteMany", s -> s.deleteAll(List.of("file"), DeleteOptions.idempotent())),
        new Wait("rename", s -> s.move("file", "new", CopyOptions.overwrite())),
        new Wait("copy", s -> s.copy("file", "new", CopyOptions.overwrite())),
        new Wait("createFolder", s -> s.createFolder("folder")),
        new Wait("removeFolder", s -> s.deleteFolder("empty")),
        new Wait("probe", Store::ping));
  }

  private static ByteArrayInputStream stream() {
    return new ByteArrayInputStream(noise(300_000));
  }

  private static void readStream(Store store) throws IOException {
    try (StoreInputStream in = store.read("file")) {
      byte[] unused = in.readAllBytes();
    }
  }

  private static void readAtRandom(Store store) throws IOException {
    try (StoreReader reader = store.open("file")) {
      byte[] unused = reader.read(ByteRange.of(1, 2));
    }
  }

  private static void writeStream(Store store) throws IOException {
    try (StoreWriter writer = store.openWrite("new")) {
      writer.stream().write(noise(300_000));
      writer.commit();
    }
  }

  private static void list(Store store) {
    try (Stream<FileInfo> files = store.listFiles("")) {
      files.forEach(file -> {});
    }
  }

  private void prepare(Wait wait) {
    store.writeText("file", "content");
    store.createFolder("empty");
    driver.waitAt(wait.place());
  }

  @AfterEach
  void release() {
    driver.release();
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aDeadlineEndsTheWait(Wait wait) {
    prepare(wait);
    Store limited = store.withDeadline(Duration.ofMillis(100));
    Throwable thrown = thrown(() -> wait.call().run(limited));
    if (wait.place().equals("body.close")) {
      return; // the bytes were read: leaving the close behind is no failure
    }
    assertThat(thrown).isInstanceOf(DeadlineExceededException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("waits")
  void anInterruptEndsTheWait(Wait wait) throws Exception {
    prepare(wait);
    AtomicBoolean flag = new AtomicBoolean();
    CompletableFuture<@org.jspecify.annotations.Nullable Throwable> outcome =
        new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              Throwable thrown = thrown(() -> wait.call().run(store));
              flag.set(Thread.currentThread().isInterrupted());
              outcome.complete(thrown);
            });
    caller.start();
    driver.awaitWaiting();
    caller.interrupt();
    Throwable thrown = outcome.get();
    caller.join();
    assertThat(flag).as("interrupt flag").isTrue();
    if (!wait.place().equals("body.close")) {
      assertThat(thrown).isInstanceOf(OperationInterruptedException.class);
    }
  }

  private interface Body {
    void run() throws IOException;
  }

  /** The exception of a call; of an {@link IOException}, its typed cause. */
  private static @org.jspecify.annotations.Nullable Throwable thrown(Body body) {
    try {
      body.run();
      return null;
    } catch (IOException | UncheckedIOException e) {
      return e.getCause();
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** Positional reads are for many threads: one that is interrupted leaves the others alone. */
  @Test
  void anInterruptedReadLeavesTheReaderUsable() throws Exception {
    store.writeText("file", "content");
    try (StoreReader reader = store.open("file")) {
      driver.waitAt("handle.read");
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread caller =
          new Thread(() -> outcome.complete(thrown(() -> reader.read(ByteRange.of(0, 3)))));
      caller.start();
      driver.awaitWaiting();
      caller.interrupt();
      assertThat(outcome.get()).isInstanceOf(OperationInterruptedException.class);
      driver.release();
      assertThat(new String(reader.read(ByteRange.of(0, 3)), StandardCharsets.UTF_8))
          .isEqualTo("con");
    }
  }

  /** An abandoned read writes into a buffer of its own, not into the caller's. */
  @Test
  void aReadThatWasLeftBehindDoesNotTouchTheCallersBuffer() throws Exception {
    store.writeText("file", "content");
    byte[] target = new byte[7];
    try (StoreInputStream in = store.withDeadline(Duration.ofMillis(100)).read("file")) {
      driver.waitAt("body.read");
      assertThatThrownBy(() -> in.read(target, 0, 7))
          .hasCauseInstanceOf(DeadlineExceededException.class);
      driver.release();
      assertThatThrownBy(() -> in.read(target, 0, 7))
          .hasCauseInstanceOf(DeadlineExceededException.class);
    }
    assertThat(target).containsOnly(0);
  }

  /** Nothing is published for a caller who left before the commit. */
  @Test
  void anAbandonedWriteIsNotPublished() {
    Store limited = store.withDeadline(Duration.ofMillis(100));
    driver.waitAt("temporary.write");
    assertThatThrownBy(() -> limited.write("new", stream()))
        .isInstanceOf(DeadlineExceededException.class);
    driver.release();
    assertThat(store.exists("new")).isFalse();
  }
}
