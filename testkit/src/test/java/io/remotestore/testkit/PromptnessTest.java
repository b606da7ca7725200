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
import io.remotestore.Upload;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.memory.MemoryOptions;
import io.remotestore.spi.Driver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
  private final List<DeafDriver> drivers = new ArrayList<>();
  private final List<StoreWriter> unfinished = new ArrayList<>();
  private final DeafDriver driver = deaf(MemoryDriver.create());
  private final Store store = over(driver);

  /** What the deaf driver is over. */
  private enum Backend {
    MEMORY,
    VERSIONED,
    FLAT;

    Driver open() {
      return switch (this) {
        case MEMORY -> MemoryDriver.create();
        case VERSIONED ->
            MemoryDriver.create(new MemoryOptions(MemoryOptions.Versions.KEPT), Clock.systemUTC());
        case FLAT -> FlatDriver.with(FlatDriver.allFeatures().maxCopy(3).build());
      };
    }
  }

  /** What the caller gets. */
  private enum Outcome {
    /** The call fails. */
    FAILS,
    /** The call had its result before, and leaves its cleaning up behind. */
    SUCCEEDS
  }

  /** A place to wait at, and a call that gets there. */
  private record Wait(Backend backend, String place, Outcome outcome, IoAction call) {
    @Override
    public String toString() {
      return backend + " " + place;
    }
  }

  private interface IoAction {
    void run(Store store) throws IOException;
  }

  private static Wait memory(String place, IoAction call) {
    return new Wait(Backend.MEMORY, place, Outcome.FAILS, call);
  }

  private static Wait versioned(String place, IoAction call) {
    return new Wait(Backend.VERSIONED, place, Outcome.FAILS, call);
  }

  private static Wait flat(String place, IoAction call) {
    return new Wait(Backend.FLAT, place, Outcome.FAILS, call);
  }

  private static Wait leaves(Backend backend, String place, IoAction call) {
    return new Wait(backend, place, Outcome.SUCCEEDS, call);
  }

  static List<Wait> waits() {
    return List.of(
        memory("stat", s -> s.exists("file")),
        memory("get", s -> s.readBytes("file")),
        memory("body.read", s -> s.readBytes("file")),
        memory("body.read", PromptnessTest::readStream),
        leaves(Backend.MEMORY, "body.close", PromptnessTest::readStream),
        memory("openRead", s -> s.open("file").close()),
        memory("handle.read", PromptnessTest::readAtRandom),
        leaves(Backend.MEMORY, "handle.close", PromptnessTest::readAtRandom),
        memory("put", s -> s.writeText("new", "x")),
        memory("openWrite", s -> s.write("new", stream())),
        memory("temporary.write", s -> s.write("new", stream())),
        memory("temporary.publish", s -> s.write("new", stream())),
        leaves(Backend.MEMORY, "temporary.close", s -> s.write("new", stream())),
        memory("temporary.write", PromptnessTest::writeStream),
        leaves(Backend.MEMORY, "temporary.close", PromptnessTest::writeStream),
        leaves(Backend.MEMORY, "temporary.close", PromptnessTest::giveUpStream),
        memory("list", PromptnessTest::list),
        memory("listing.next", PromptnessTest::list),
        leaves(Backend.MEMORY, "listing.close", PromptnessTest::list),
        memory("delete", s -> s.delete("file", DeleteOptions.missingOk())),
        memory("deleteMany", s -> s.deleteAll(List.of("file"), DeleteOptions.idempotent())),
        memory("rename", s -> s.move("file", "new", CopyOptions.overwrite())),
        memory("copy", s -> s.copy("file", "new", CopyOptions.overwrite())),
        memory("createFolder", s -> s.createFolder("folder")),
        memory("removeFolder", s -> s.deleteFolder("empty")),
        memory("probe", Store::ping),
        versioned("listVersions", PromptnessTest::listVersions),
        versioned("versions.next", PromptnessTest::listVersions),
        leaves(Backend.VERSIONED, "versions.close", PromptnessTest::listVersions),
        flat("beginParts", s -> s.write("new", stream())),
        flat("putPart", s -> s.write("new", stream())),
        flat("putPart", PromptnessTest::writeStream),
        flat("completeParts", s -> s.write("new", stream())),
        leaves(Backend.FLAT, "abortParts", PromptnessTest::giveUpStream),
        flat("beginCopy", s -> s.copy("file", "new", CopyOptions.overwrite())),
        flat("copyPart", s -> s.copy("file", "new", CopyOptions.overwrite())),
        flat("unfinishedWrites", PromptnessTest::listUploads),
        flat("writes.next", PromptnessTest::listUploads),
        leaves(Backend.FLAT, "writes.close", PromptnessTest::listUploads),
        flat("discard", s -> s.uploads().sweep(Duration.ZERO)));
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

  private static void giveUpStream(Store store) throws IOException {
    try (StoreWriter writer = store.openWrite("new")) {
      writer.stream().write(noise(300_000));
    }
  }

  private static void listVersions(Store store) {
    try (Stream<FileInfo> versions = store.listVersions("file")) {
      versions.forEach(file -> {});
    }
  }

  private static void listUploads(Store store) {
    try (Stream<Upload> uploads = store.uploads().list()) {
      uploads.forEach(upload -> {});
    }
  }

  private DeafDriver deaf(Driver delegate) {
    DeafDriver made = new DeafDriver(delegate);
    drivers.add(made);
    return made;
  }

  /** Returns a driver with what the calls need, an unfinished write among it. */
  private DeafDriver prepared(Backend backend) throws IOException {
    DeafDriver made = deaf(backend.open());
    Store all = over(made);
    all.writeText("file", "content");
    if (backend == Backend.FLAT) {
      StoreWriter writer = all.openWrite("unfinished");
      unfinished.add(writer);
      writer.stream().write(noise(300_000));
    } else {
      all.createFolder("empty");
    }
    return made;
  }

  @AfterEach
  void release() {
    drivers.forEach(DeafDriver::release);
    unfinished.forEach(StoreWriter::close);
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aDeadlineEndsTheWait(Wait wait) throws IOException {
    aDeadlineEnds(wait, (deaf, limit) -> wait.call().run(over(deaf).withDeadline(limit)));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void anInterruptEndsTheWait(Wait wait) throws Exception {
    anInterruptEnds(wait, deaf -> wait.call().run(over(deaf)));
  }

  static List<String> reads() {
    return List.of("get", "body.read");
  }

  /** The bytes come through this process, from a store with no limit of its own. */
  @ParameterizedTest
  @MethodSource("reads")
  void aDeadlineEndsACopyFromADeafSource(String place) throws IOException {
    Wait wait = memory(place, s -> {});
    aDeadlineEnds(wait, (deaf, limit) -> copy(over(deaf), target().withDeadline(limit)));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void anInterruptEndsACopyFromADeafSource(String place) throws Exception {
    Wait wait = memory(place, s -> {});
    anInterruptEnds(wait, deaf -> copy(over(deaf), target()));
  }

  static List<String> writes() {
    return List.of("openWrite", "temporary.write", "temporary.publish");
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aDeadlineEndsACopyFromAnotherStore(String place) throws IOException {
    Wait wait = memory(place, s -> {});
    aDeadlineEnds(wait, (deaf, limit) -> copy(source(), over(deaf).withDeadline(limit)));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void anInterruptEndsACopyFromAnotherStore(String place) throws Exception {
    Wait wait = memory(place, s -> {});
    anInterruptEnds(wait, deaf -> copy(source(), over(deaf)));
  }

  static List<String> copies() {
    return List.of("stat", "copy");
  }

  /** Both stores are over one driver, which copies; that of the source has no limit of its own. */
  @ParameterizedTest
  @MethodSource("copies")
  void aDeadlineEndsACopyOfTheBackend(String place) throws IOException {
    Wait wait = memory(place, s -> {});
    aDeadlineEnds(wait, (deaf, limit) -> copy(over(deaf), over(deaf).withDeadline(limit)));
  }

  @ParameterizedTest
  @MethodSource("copies")
  void anInterruptEndsACopyOfTheBackend(String place) throws Exception {
    Wait wait = memory(place, s -> {});
    anInterruptEnds(wait, deaf -> copy(over(deaf), over(deaf)));
  }

  private static void copy(Store source, Store target) {
    target.copyFrom(source, "file", "new");
  }

  private Store target() {
    return over(FlatDriver.create());
  }

  private Store source() {
    Store source = over(FlatDriver.create());
    source.write("file", noise(300_000));
    return source;
  }

  private interface LimitedAction {
    void run(DeafDriver deaf, Duration limit) throws IOException;
  }

  /**
   * On a busy machine the limit may pass before the driver is reached: then all is done again with
   * twice the limit.
   */
  private void aDeadlineEnds(Wait wait, LimitedAction call) throws IOException {
    Duration limit = Duration.ofMillis(100);
    while (true) {
      assertThat(limit).isLessThan(Duration.ofSeconds(60));
      DeafDriver deaf = prepared(wait.backend());
      deaf.waitAt(wait.place());
      Duration tried = limit;
      Throwable thrown = thrown(() -> call.run(deaf, tried));
      boolean reached = deaf.hasWaited();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      if (reached && wait.outcome() == Outcome.SUCCEEDS) {
        assertThat(thrown).isNull();
      } else {
        assertThat(thrown).isInstanceOf(DeadlineExceededException.class);
      }
      if (reached) {
        return;
      }
      limit = limit.multipliedBy(2);
    }
  }

  private interface DeafAction {
    void run(DeafDriver deaf) throws IOException;
  }

  private void anInterruptEnds(Wait wait, DeafAction call) throws Exception {
    DeafDriver deaf = prepared(wait.backend());
    deaf.waitAt(wait.place());
    AtomicBoolean flag = new AtomicBoolean();
    CompletableFuture<@org.jspecify.annotations.Nullable Throwable> outcome =
        new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              Throwable thrown = thrown(() -> call.run(deaf));
              flag.set(Thread.currentThread().isInterrupted());
              outcome.complete(thrown);
            });
    caller.start();
    assertThat(deaf.waitsBefore(outcome)).as("%s: %s", wait, outcome).isTrue();
    caller.interrupt();
    Throwable thrown = outcome.get();
    caller.join();
    assertThat(flag).as("interrupt flag").isTrue();
    if (wait.outcome() == Outcome.SUCCEEDS) {
      assertThat(thrown).isNull();
    } else {
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
