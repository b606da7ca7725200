package io.remotestore.benchmarks.clients;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Threads that do the same again and again while they are told to, and wait in between. */
final class Callers implements AutoCloseable {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Task.Once once;
  private final CyclicBarrier begin;
  private final CyclicBarrier end;
  private final LongAdder done = new LongAdder();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile long until;
  private volatile boolean closed;

  /**
   * What a run took.
   *
   * @param operations how many operations were done
   * @param nanos how long that took by the clock
   * @param cpuNanos processor time of the whole process meanwhile
   */
  record Sample(long operations, long nanos, long cpuNanos) {}

  Callers(int count, Task.Once once) {
    this.once = once;
    this.begin = new CyclicBarrier(count + 1);
    this.end = new CyclicBarrier(count + 1);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::work, "caller-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Runs for a time, or once where it is 0. */
  Sample run(long nanos) throws Exception {
    done.reset();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    until = start + nanos;
    begin.await();
    end.await();
    Sample sample =
        new Sample(done.sum(), System.nanoTime() - start, SYSTEM.getProcessCpuTime() - cpu);
    Exception failed = failure.getAndSet(null);
    if (failed != null) {
      throw failed;
    }
    return sample;
  }

  private void work() {
    try {
      for (begin.await(); !closed; begin.await()) {
        workUntilTheEnd();
        int unused = end.await();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void workUntilTheEnd() {
    try {
      do {
        done.add(once.run());
      } while (System.nanoTime() - until < 0 && failure.get() == null);
    } catch (Exception | Error e) {
      failure.compareAndSet(null, e instanceof Exception ex ? ex : new IllegalStateException(e));
    }
  }

  @Override
  public void close() throws InterruptedException, BrokenBarrierException {
    closed = true;
    int unused = begin.await();
  }
}
