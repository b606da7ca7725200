package io.remotestore.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait (RFC 9110, section 10.2.3). */
public final class RetryAfter {
  /** Who waits longer than that has given up. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  /** Some give a fraction. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.\\d+)?");

  private RetryAfter() {}

  /** Reads a number of seconds, or a date; null where there is neither. */
  public static @Nullable Duration parse(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    Matcher seconds = SECONDS.matcher(text.strip());
    if (seconds.matches()) {
      return capped(Duration.ofSeconds(Long.parseLong(seconds.group(1))));
    }
    Instant until = HttpDate.parse(text, now);
    return until == null ? null : capped(Duration.between(now, until));
  }

  private static Duration capped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
