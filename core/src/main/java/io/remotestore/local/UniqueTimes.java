package io.remotestore.local;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Modification times that no two writes of this process share, to the microsecond, which is as
 * exact as Java sets times in folders that it holds open.
 *
 * <p>Inodes are used again as soon as they are free, and the kernel's own times stand still for
 * milliseconds: without this, two states of a file could look the same.
 */
final class UniqueTimes {
  private static final AtomicLong LAST = new AtomicLong();

  private UniqueTimes() {}

  static Instant next(Clock clock) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    long unique = LAST.updateAndGet(last -> Math.max(last + 1, now));
    return Instant.EPOCH.plus(unique, ChronoUnit.MICROS);
  }
}
