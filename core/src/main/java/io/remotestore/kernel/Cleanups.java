package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Cleans up after calls on a thread of the library, with a limit of its own. The caller waits no
 * longer than its deadline and interrupt allow; the rest goes on without it.
 */
final class Cleanups {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  /** The least time: enough for a backend that answers, and short beside a deadline. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The wait at the closing of a store, so that little is left behind. */
  private static final long AT_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Threads threads;
  private final Set<CountDownLatch> running = ConcurrentHashMap.newKeySet();

  Cleanups(Threads threads) {
    this.threads = threads;
  }

  /** Runs {@code task} with a call that neither the deadline nor an interrupt of this one ends. */
  void run(OperationCall call, String what, Consumer<OperationCall> task) {
    OperationCall own = call.unbound();
    CountDownLatch done = new CountDownLatch(1);
    running.add(done);
    threads.offload(() -> run(own, what, task, done));
    boolean interrupted = Thread.interrupted();
    boolean ended = interrupted || call.isCancelled();
    try {
      await(done, Math.max(GRACE_NANOS, ended ? 0 : call.remainingNanos()));
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run(
      OperationCall own, String what, Consumer<OperationCall> task, CountDownLatch done) {
    try {
      task.accept(own);
    } catch (RemoteStoreException e) {
      LOG.log(Level.WARNING, what, e); // the outcome of the operation is decided already
    } finally {
      running.remove(done);
      done.countDown();
    }
  }

  private static void await(CountDownLatch done, long nanos) throws InterruptedException {
    boolean unused = done.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Waits a little for running cleanups. */
  void awaitAll() {
    long until = System.nanoTime() + AT_CLOSE_NANOS;
    try {
      for (CountDownLatch each : running) {
        await(each, until - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
