package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one call that run at the same time, so many at once and no more. The first failure
 * ends all of them. For one submitting thread.
 */
final class Parallel implements AutoCloseable {
  private final OperationCall call;
  private final OperationCall parts;
  private final int permits;
  private final Semaphore free;
  private final AtomicReference<@Nullable RemoteStoreException> failure = new AtomicReference<>();

  Parallel(OperationCall call, int permits) {
    this.call = call;
    this.parts = call.fork();
    this.permits = permits;
    this.free = new Semaphore(permits);
  }

  /** A part; the call it is given is its own. */
  interface Part {
    void run(OperationCall part) throws IOException;
  }

  /** Starts a part, after waiting for a place. Throws what an earlier one failed with. */
  void submit(Part part) {
    acquire(1);
    OperationCall own = parts.fork();
    boolean started = false;
    try {
      throwFailure();
      call.engine().threads.execute(() -> run(part, own));
      started = true;
    } finally {
      if (!started) {
        free.release();
      }
    }
  }

  private void run(Part part, OperationCall own) {
    try {
      if (failure.get() == null) {
        part.run(own);
      }
    } catch (RemoteStoreException e) {
      fail(e);
    } catch (IOException e) {
      fail(Streams.typed(own, e));
    } catch (RuntimeException | Error e) {
      fail(
          new RemoteStoreException(own.details("A part of the operation failed: " + e).build(), e));
    } finally {
      free.release();
    }
  }

  private void fail(RemoteStoreException e) {
    if (failure.compareAndSet(null, e)) {
      parts.cancel();
    }
  }

  /** Waits for all parts. */
  void join() {
    acquire(permits);
    free.release(permits);
    throwFailure();
  }

  private void acquire(int count) {
    call.check();
    try {
      if (!free.tryAcquire(count, call.remainingNanos(), TimeUnit.NANOSECONDS)) {
        parts.cancel();
        throw call.deadlineExceeded(null);
      }
    } catch (InterruptedException e) {
      parts.cancel();
      Thread.currentThread().interrupt();
      throw call.interrupted(e);
    }
  }

  /** Throws what a part failed with, if one did. */
  void throwFailure() {
    RemoteStoreException e = failure.get();
    if (e != null) {
      throw e;
    }
  }

  /** Ends the parts that still run, and waits until none does: nothing of the call outlives it. */
  @Override
  public void close() {
    if (free.availablePermits() == permits) {
      return;
    }
    parts.cancel();
    free.acquireUninterruptibly(permits);
    free.release(permits);
  }
}
