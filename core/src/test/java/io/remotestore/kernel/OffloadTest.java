package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.DeadlineExceededException;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.memory.MemoryDriver;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results of primitives on threads of the library, whose callers leave. */
@Timeout(60)
final class OffloadTest {
  private static final Duration LIMIT = Duration.ofHours(1);

  /** The ways to leave. */
  enum End {
    DEADLINE,
    INTERRUPT
  }

  /**
   * The caller's wait has ended, and the caller has not left yet, when the result comes. The test
   * holds the caller there by the lock of its call: the caller needs the lock to remove its hook.
   */
  @ParameterizedTest
  @EnumSource(End.class)
  void closesAResultThatCameBetweenTheEndOfTheWaitAndTheLeaving(End end) throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch registered = new CountDownLatch(1);
    CountDownLatch locked = new CountDownLatch(1);
    StoreOptions options =
        StoreOptions.builder()
            .nanoClock(
                () -> {
                  if (looks.incrementAndGet() == 3) { // the start, the hook, and then the wait
                    registered.countDown();
                    await(locked);
                  }
                  return now.get();
                })
            .build();
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch arrive = new CountDownLatch(1);
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    CompletableFuture<@Nullable RemoteStoreException> outcome = new CompletableFuture<>();
    try (KernelStore store = (KernelStore) Stores.over(MemoryDriver.create(), options)) {
      OperationCall call = new OperationCall(store, Operation.READ, "file", LIMIT);
      Closeable result = closed::countDown;
      Thread caller =
          new Thread(
              () ->
                  outcome.complete(
                      thrown(
                          () ->
                              Offload.run(
                                  store.engine().threads,
                                  call,
                                  () -> {
                                    worker.complete(Thread.currentThread());
                                    await(arrive);
                                    return result;
                                  }))));
      caller.start();
      await(registered);
      synchronized (call) {
        if (end == End.DEADLINE) {
          now.set(LIMIT.toNanos());
        }
        locked.countDown();
        if (end == End.INTERRUPT) {
          caller.interrupt();
        }
        awaitState(caller, Thread.State.BLOCKED);
        arrive.countDown();
        awaitState(worker.get(), Thread.State.TIMED_WAITING); // for its next task
      }
      assertThat(outcome.get())
          .isInstanceOf(
              end == End.DEADLINE
                  ? DeadlineExceededException.class
                  : OperationInterruptedException.class);
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** The call of the close was cancelled, not the caller's thread. */
  @Test
  void aCancelledCallStillClosesWhatItOpened() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (KernelStore store =
        (KernelStore) Stores.over(MemoryDriver.create(), StoreOptions.defaults())) {
      OperationCall call = new OperationCall(store, Operation.READ, "file", null);
      call.cancel();
      new Lane(store.engine().threads).close(call, closed::countDown);
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A worker of a closed store still takes what was left open, and ends then. */
  @Test
  void aClosedStoreStillClosesWhatWasLeftOpen() throws Exception {
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    KernelStore store = (KernelStore) Stores.over(MemoryDriver.create(), StoreOptions.defaults());
    OperationCall call = new OperationCall(store, Operation.READ, "file", null);
    new Lane(store.engine().threads).close(call, () -> {}); // workers have started
    store.close();
    new Lane(store.engine().threads).close(call, () -> worker.complete(Thread.currentThread()));
    worker.get().join();
  }

  private static @Nullable RemoteStoreException thrown(Attempts.Attempt<?> work) {
    try {
      Object unused = work.run();
      return null;
    } catch (RemoteStoreException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  /** Waits whatever happens to the thread. */
  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
