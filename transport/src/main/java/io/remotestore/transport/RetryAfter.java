package io.remotestore.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The wait that a server requests (RFC 9110, section 10.2.3). */
public final class RetryAfter {
  /** The upper limit of a wait that a server requests. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  /** Some servers send a fraction. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.\\d+)?");

  private RetryAfter() {}

  /** Reads a number of seconds, or a date; returns null for anything else. */
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
