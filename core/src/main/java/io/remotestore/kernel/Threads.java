package io.remotestore.kernel;

import io.remotestore.StoreOptions;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
  private @Nullable ThreadPoolExecutor workers;
  private @Nullable ScheduledThreadPoolExecutor timer;

  Threads(StoreOptions options) {
    this.given = options.executor();
  }

  /** Runs {@code task} on a worker. */
  void execute(Runnable task) {
    executor().execute(task);
  }

  private synchronized Executor executor() {
    if (given != null) {
      return given;
    }
    if (workers == null) {
      workers =
          new ThreadPoolExecutor(
              0,
              Integer.MAX_VALUE,
              IDLE.toNanos(),
              TimeUnit.NANOSECONDS,
              new SynchronousQueue<>(),
              task -> daemon(task, "worker"));
    }
    return workers;
  }

  /** Runs {@code task} when that time has passed, unless the result is cancelled. */
  synchronized ScheduledFuture<?> after(long nanos, Runnable task) {
    if (timer == null) {
      timer = new ScheduledThreadPoolExecutor(1, task0 -> daemon(task0, "deadlines"));
      timer.setRemoveOnCancelPolicy(true);
      timer.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
      timer.allowCoreThreadTimeOut(true);
    }
    return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private static Thread daemon(Runnable task, String role) {
    Thread thread = new Thread(task, "remote-store-" + role + "-" + COUNTER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() {
    if (workers != null) {
      workers.shutdown();
    }
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
