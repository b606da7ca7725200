package io.remotestore.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move. */
final class MovableClock extends Clock {
  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private volatile Instant now = START;

  void move(Duration time) {
    now = now.plus(time);
  }

  /** Goes to a time since the start. */
  void at(Duration sinceStart) {
    now = START.plus(sinceStart);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
