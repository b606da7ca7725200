package io.remotestore.local;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Modification times that no two writes of this process share, to the nanosecond.
 *
 * <p>Inodes are used again as soon as they are free, and the kernel's own times stand still for
 * milliseconds: without this, two states of a file could look the same.
 */
final class UniqueTimes {
  private static final long NANOS = 1_000_000_000L;
  private static final AtomicLong LAST = new AtomicLong();

  private UniqueTimes() {}

  static Instant next(Clock clock) {
    Instant now = clock.instant();
    long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS), now.getNano());
    long unique = LAST.updateAndGet(last -> Math.max(last + 1, nanos));
    return Instant.ofEpochSecond(Math.floorDiv(unique, NANOS), Math.floorMod(unique, NANOS));
  }
}
