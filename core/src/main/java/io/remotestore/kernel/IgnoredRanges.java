package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.spi.Driver;
import io.remotestore.spi.GetReply;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Remembers that a backend sends the whole file where a part is asked for. Reads then take one
 * request: each further one would send the whole file once more. The finding ends after a quarter
 * of an hour, or with a reply that holds a part: servers change, and some take ranges for some
 * files only.
 */
final class IgnoredRanges {
  private static final long LIFETIME = TimeUnit.MINUTES.toNanos(15);
  private static final long NEVER = Long.MIN_VALUE;
  private static final Map<Driver, AtomicLong> BY_DRIVER = new WeakHashMap<>();

  private final AtomicLong found;
  private final LongSupplier nanoClock;

  private IgnoredRanges(AtomicLong found, LongSupplier nanoClock) {
    this.found = found;
    this.nanoClock = nanoClock;
  }

  /** Returns what is known of a driver; all stores over it share the finding. */
  static IgnoredRanges of(Driver driver, LongSupplier nanoClock) {
    synchronized (BY_DRIVER) {
      return new IgnoredRanges(
          BY_DRIVER.computeIfAbsent(driver, d -> new AtomicLong(NEVER)), nanoClock);
    }
  }

  /** Learns from a reply to a request for a range. */
  void learn(ByteRange asked, GetReply reply) {
    if (RequestedBytes.isIgnored(asked, reply)) {
      found.set(nanoClock.getAsLong());
    } else if (reply.offset() > 0 && found.get() != NEVER) {
      found.set(NEVER);
    }
  }

  boolean areExpected() {
    long at = found.get();
    return at != NEVER && nanoClock.getAsLong() - at < LIFETIME;
  }
}
