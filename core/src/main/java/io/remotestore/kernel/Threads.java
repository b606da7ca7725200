package io.remotestore.kernel;

import io.remotestore.StoreOptions;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an {@link Engine}, made when first needed: workers for the parallel parts of
 * calls, whose number each call bounds, and one that ends waits when a deadline passes.
 */
final class Threads implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final @Nullable Executor given;
  private final Deadlines deadlines = new Deadlines(task -> daemon(task, "deadlines"));
  private volatile @Nullable ThreadPoolExecutor workers;
  private boolean closed;

  Threads(StoreOptions options) {
    this.given = options.executor();
  }

  /** Runs {@code task} on a worker; if the executor refuses it, on the calling thread. */
  void execute(Runnable task) {
    try {
      executor().execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  private Executor executor() {
    if (given != null) {
      return given;
    }
    ThreadPoolExecutor running = workers;
    return running != null ? running : startWorkers();
  }

  /**
   * Runs {@code task}, which the caller waits for, on a thread of the library, also after the
   * close. The executor of the user may have no thread left for it: all of them may be waiting for
   * such tasks.
   */
  void offload(Runnable task) {
    ThreadPoolExecutor running = workers;
    (running != null ? running : startWorkers()).execute(task);
  }

  private synchronized ThreadPoolExecutor startWorkers() {
    ThreadPoolExecutor running = workers;
    if (running == null) {
      running =
          new ThreadPoolExecutor(
              0,
              Integer.MAX_VALUE,
              closed ? 0 : IDLE.toNanos(),
              TimeUnit.NANOSECONDS,
              new SynchronousQueue<>(),
              task -> daemon(task, "worker"));
      workers = running;
    }
    return running;
  }

  /** Runs {@code task} when that time has passed, unless the registration is cancelled. */
  Deadlines.Registration after(long nanos, Runnable task) {
    return deadlines.after(nanos, task);
  }

  private static Thread daemon(Runnable task, String role) {
    Thread thread = new Thread(task, "remote-store-" + role + "-" + COUNTER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Ends idle workers, and the others after their task. Workers still start for later tasks, which
   * close streams, readers and writers that were left open.
   */
  @Override
  public synchronized void close() {
    closed = true;
    if (workers != null) {
      workers.setKeepAliveTime(0, TimeUnit.NANOSECONDS);
    }
    deadlines.close();
  }
}
