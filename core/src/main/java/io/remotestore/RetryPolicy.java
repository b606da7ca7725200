package io.remotestore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to try again what failed for a passing reason.
 *
 * <p>The wait before attempt {@code n + 1} is {@code min(backoffMax, backoffBase * 2^(n-1))} plus a
 * random part of {@code jitter}; a wait that the server asked for is kept at the least.
 *
 * @param maxAttempts how often to try in all, 1 for never again
 * @param backoffBase the wait after the first attempt
 * @param backoffMax the longest wait, jitter left aside
 * @param jitter the longest random addition to a wait
 * @param timeout how long to go on trying, counted from the first attempt; null for no limit
 */
public record RetryPolicy(
    int maxAttempts,
    Duration backoffBase,
    Duration backoffMax,
    Duration jitter,
    @Nullable Duration timeout) {

  private static final RetryPolicy DEFAULT =
      new RetryPolicy(
          3, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(1), null);

  /** Checks that there is an attempt, and that no time is negative nor the timeout zero. */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts is less than 1: " + maxAttempts);
    }
    requireNotNegative("backoffBase", backoffBase);
    requireNotNegative("backoffMax", backoffMax);
    requireNotNegative("jitter", jitter);
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout is not positive: " + timeout);
    }
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + value);
    }
  }

  /** Returns the default: 3 attempts, waits from 1 s to 60 s, up to 1 s of jitter, no timeout. */
  public static RetryPolicy standard() {
    return DEFAULT;
  }

  /** Returns the policy that never tries again. */
  public static RetryPolicy disabled() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, null);
  }

  /** Returns this policy with another number of attempts. */
  public RetryPolicy withMaxAttempts(int value) {
    return new RetryPolicy(value, backoffBase, backoffMax, jitter, timeout);
  }

  /** Returns this policy with other waits. */
  public RetryPolicy withBackoff(Duration base, Duration max) {
    return new RetryPolicy(maxAttempts, base, max, jitter, timeout);
  }

  /** Returns this policy with another jitter. */
  public RetryPolicy withJitter(Duration value) {
    return new RetryPolicy(maxAttempts, backoffBase, backoffMax, value, timeout);
  }

  /** Returns this policy with a limit to the time of all attempts. */
  public RetryPolicy withTimeout(Duration value) {
    return new RetryPolicy(maxAttempts, backoffBase, backoffMax, jitter, value);
  }
}
