package io.remotestore.kernel;

import io.remotestore.spi.Driver;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the retries of all calls to one driver together from multiplying a server's trouble: each
 * takes from a bucket that successes refill.
 */
final class RetryBudget {
  private static final int CAPACITY = 500;
  private static final int COST = 5;
  private static final Map<Driver, RetryBudget> BY_DRIVER = new WeakHashMap<>();

  private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

  private RetryBudget() {}

  /** The one bucket of a driver, whatever stores use it. */
  static RetryBudget of(Driver driver) {
    synchronized (BY_DRIVER) {
      return BY_DRIVER.computeIfAbsent(driver, d -> new RetryBudget());
    }
  }

  /** Takes what a retry costs; false where too little is left. */
  boolean take() {
    return tokens.getAndUpdate(t -> t < COST ? t : t - COST) >= COST;
  }

  void succeeded() {
    if (tokens.get() < CAPACITY) {
      tokens.updateAndGet(t -> Math.min(CAPACITY, t + 1));
    }
  }
}
