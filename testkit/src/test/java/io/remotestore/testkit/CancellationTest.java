package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.OperationInterruptedException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Sleeper;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.StatRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupts and deadlines end a call wherever it waits. */
final class CancellationTest extends FaultTest {

  private record Waiting(String primitive, Consumer<Store> call) {
    @Override
    public String toString() {
      return primitive;
    }
  }

  static List<Waiting> places() {
    return List.of(
        new Waiting("stat", store -> store.exists("file")),
        new Waiting("get", store -> store.readBytes("file")),
        new Waiting("openRead", store -> store.open("file").close()),
        new Waiting("put", store -> store.writeText("new", "x")),
        new Waiting("openWrite", store -> store.write("new", stream())),
        new Waiting("publish", store -> store.write("new", stream())),
        new Waiting("list", store -> store.listFiles("").forEach(file -> {})),
        new Waiting("next", store -> store.listFiles("").forEach(file -> {})),
        new Waiting("delete", store -> store.delete("file", DeleteOptions.missingOk())),
        new Waiting("deleteMany", store -> store.deleteAll(List.of("file"))),
        new Waiting("rename", store -> store.move("file", "new", CopyOptions.overwrite())),
        new Waiting("copy", store -> store.copy("file", "new", CopyOptions.overwrite())),
        new Waiting("createFolder", store -> store.createFolder("folder")),
        new Waiting("removeFolder", store -> store.deleteFolder("empty")),
        new Waiting("probe", Store::ping));
  }

  private static InputStream stream() {
    return new ByteArrayInputStream(noise(100_000));
  }

  private Store prepared(FaultyDriver driver) {
    Store store = over(driver);
    store.writeText("file", "x");
    store.createFolder("empty");
    return store;
  }

  @Test
  @Timeout(60)
  void aPartThatFailsEndsTheBackOffOfTheOthers() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    Sleeper forEver =
        time -> {
          asleep.countDown();
          new CountDownLatch(1).await();
        };
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    Store store = over(driver, options.toBuilder().sleeper(forEver).build());
    driver.next("putPart", Fault.throttled(Duration.ofSeconds(30)));
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(noise(20 * FlatDriver.MIN_PART))) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, Math.min(length, FlatDriver.MIN_PART));
            if (available() < 10 * FlatDriver.MIN_PART) {
              await(asleep);
              driver.next("putPart", Fault.rejected(Kind.PERMISSION_DENIED));
            }
            return count;
          }
        };
    assertThatThrownBy(() -> store.write("file", source))
        .isInstanceOf(PermissionDeniedException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void aDeadlineEndsTheWait(Waiting place) {
    FaultyDriver driver = memory();
    Store store = prepared(driver);
    driver.next(place.primitive(), Fault.blocks());
    assertThatThrownBy(() -> place.call().accept(store.withDeadline(Duration.ofMillis(30))))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("30 ms");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    driver.clear(); // the deadline may have passed before the primitive was called
    assertThat(store.exists("new")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("places")
  void anInterruptEndsTheWait(Waiting place) throws Exception {
    FaultyDriver driver = memory();
    Store store = prepared(driver);
    driver.next(place.primitive(), Fault.blocks());
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    Thread caller =
        new Thread(
            () -> {
              try {
                place.call().accept(store);
              } catch (RemoteStoreException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    driver.awaitBlocked();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(OperationInterruptedException.class);
    assertThat(flag.get()).as("interrupt flag").isTrue();
    assertThat(store.exists("new")).isFalse();
  }

  /** A driver whose waits notice nothing but their hook, as JDBC's do. */
  private static final class Deaf extends ForwardingDriver {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    private Deaf(Driver delegate) {
      super(delegate);
    }

    @Override
    public Features features() {
      return Features.builder()
          .primitives(MemoryDriver.create().features().primitives())
          .folders(Features.FolderModel.REAL)
          .build();
    }

    @Override
    public @Nullable Entry stat(StatRequest request, Call call) throws IOException {
      try (Call.Hook hook = call.onCancel(cancelled::countDown)) {
        waiting.countDown();
        boolean interrupted = false;
        while (true) {
          try {
            cancelled.await();
            break;
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        throw new IOException("the statement was cancelled");
      }
    }
  }

  @Test
  void driversThatNoticeNothingAreLeftBehind() throws Exception {
    Deaf driver = new Deaf(MemoryDriver.create());
    Store store = over(driver);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                boolean unused = store.exists("file");
              } catch (RemoteStoreException e) {
                thrown.set(e);
              }
            });
    caller.start();
    driver.waiting.await();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(OperationInterruptedException.class);
    driver.cancelled.await();
    assertThatThrownBy(
            () ->
                over(new Deaf(MemoryDriver.create()))
                    .withDeadline(Duration.ofMillis(20))
                    .exists("x"))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void backOffIsNoTrap() throws Exception {
    FaultyDriver driver = memory();
    CountDownLatch sleeping = new CountDownLatch(1);
    Sleeper real =
        time -> {
          sleeping.countDown();
          Sleeper.system().sleep(time);
        };
    Store store =
        over(
            driver,
            options.toBuilder()
                .sleeper(real)
                .retry(RetryPolicy.standard().withBackoff(Duration.ofHours(1), Duration.ofHours(1)))
                .build());
    driver.next("put", 2, Fault.notSent());
    assertThatThrownBy(
            () ->
                store
                    .withDeadline(Duration.ofMinutes(1))
                    .writeText("file", "x", WriteOptions.overwrite()))
        .as("a wait beyond the deadline is not even begun")
        .isInstanceOf(DeadlineExceededException.class);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                store.writeText("file", "x", WriteOptions.overwrite());
              } catch (RemoteStoreException e) {
                thrown.set(e);
              }
            });
    caller.start();
    sleeping.await();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(OperationInterruptedException.class);
  }

  @Test
  void theDeadlineCoversTheLifeOfAStream() throws IOException {
    java.util.concurrent.atomic.AtomicLong now = new java.util.concurrent.atomic.AtomicLong();
    Store store = over(memory(), options.toBuilder().nanoClock(now::get).build());
    store.write("file", noise(100_000));
    Store limited = store.withDeadline(Duration.ofSeconds(10));
    try (InputStream in = limited.read("file");
        var files = limited.listFiles("");
        var writer = limited.openWrite("new");
        var reader = limited.open("file")) {
      assertThat(in.read()).isNotNegative();
      now.set(Duration.ofSeconds(11).toNanos());
      assertThatThrownBy(in::read)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(files::toList).isInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(writer::commit).isInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(() -> reader.read(io.remotestore.ByteRange.ALL))
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(DeadlineExceededException.class);
    }
    assertThat(store.exists("new")).isFalse();
  }

  static List<Waiting> secondLooks() {
    return List.of(
        new Waiting("list", store -> store.readBytes("missing")),
        new Waiting(
            "stat",
            store -> store.deleteFolder("missing", DeleteOptions.recursive().withMissingOk())),
        new Waiting("stat", store -> store.getFolderInfo("missing")));
  }

  /** The look tells a file from a folder; an answer without it may be wrong. */
  @ParameterizedTest
  @MethodSource("secondLooks")
  void anInterruptOfASecondLookEndsTheCall(Waiting place) {
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    Store store = over(driver);
    driver.next(
        place.primitive(), Fault.notSent().whileDoing(() -> Thread.currentThread().interrupt()));
    assertThatThrownBy(() -> place.call().accept(store))
        .isInstanceOf(OperationInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(driver.pending()).isZero();
  }

  @ParameterizedTest
  @MethodSource("secondLooks")
  void aDeadlineInASecondLookEndsTheCall(Waiting place) {
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    AtomicLong now = new AtomicLong();
    Store store = over(driver, options.toBuilder().nanoClock(now::get).build());
    driver.next(
        place.primitive(),
        Fault.notSent().whileDoing(() -> now.set(Duration.ofHours(2).toNanos())));
    assertThatThrownBy(() -> place.call().accept(store.withDeadline(Duration.ofHours(1))))
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(driver.pending()).isZero();
  }
}
