package io.remotestore.kernel;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is due, on one thread that lives while something is waited for. Registering takes no
 * lock: a deadline is registered for each wait of each call that has one, and callers would queue.
 */
final class Deadlines implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");
  private static final long IDLE = Duration.ofSeconds(10).toNanos();

  private final Function<Runnable, Thread> threads;
  private final ConcurrentSkipListMap<Due, Runnable> waiting = new ConcurrentSkipListMap<>();
  private final AtomicReference<@Nullable Thread> watcher = new AtomicReference<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean closed;

  /** When something is due, by {@link System#nanoTime}. */
  private record Due(long nanos, long id) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      long earlier = nanos - other.nanos; // times of this clock compare by their difference
      return earlier == 0 ? Long.compare(id, other.id) : Long.signum(earlier);
    }
  }

  /** What was registered. */
  interface Registration {
    /** Takes it back, if it has not run. */
    void cancel();
  }

  /** Makes its thread by {@code threads} when one is needed. */
  Deadlines(Function<Runnable, Thread> threads) {
    this.threads = threads;
  }

  /** Runs {@code task} when that time has passed, unless the registration is cancelled before. */
  Registration after(long nanos, Runnable task) {
    Due due = new Due(System.nanoTime() + nanos, ids.incrementAndGet());
    waiting.put(due, task);
    Thread watching = watcher.get();
    if (watching == null) {
      watch();
    } else if (due.equals(firstDue())) {
      LockSupport.unpark(watching);
    }
    return () -> waiting.remove(due);
  }

  private @Nullable Due firstDue() {
    Map.Entry<Due, Runnable> first = waiting.firstEntry();
    return first == null ? null : first.getKey();
  }

  private void watch() {
    Thread thread = threads.apply(this::runDue);
    if (watcher.compareAndSet(null, thread)) {
      thread.start();
    }
  }

  private void runDue() {
    long idleSince = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      Map.Entry<Due, Runnable> first = waiting.firstEntry();
      if (first == null) {
        if (now - idleSince >= IDLE) {
          break;
        }
        LockSupport.parkNanos(this, IDLE);
        continue;
      }
      idleSince = now;
      long left = first.getKey().nanos() - now;
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else if (waiting.remove(first.getKey()) != null) {
        run(first.getValue());
      }
    }
    watcher.set(null);
    if (!closed && !waiting.isEmpty()) {
      watch(); // registered while this thread was ending
    }
  }

  /** One task that throws must not end the deadlines of all others. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What was due failed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread watching = watcher.get();
    if (watching != null) {
      LockSupport.unpark(watching);
    }
  }
}
