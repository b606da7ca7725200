package io.remotestore;

import java.time.Duration;

/** Waits. Handed in, so that tests need not. */
@FunctionalInterface
public interface Sleeper {

  /** Waits for that time, or until the thread is interrupted. */
  void sleep(Duration time) throws InterruptedException;

  /** Returns the sleeper that waits for real. */
  static Sleeper system() {
    return time -> java.util.concurrent.TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
