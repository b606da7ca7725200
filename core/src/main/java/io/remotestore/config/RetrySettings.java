package io.remotestore.config;

import io.remotestore.RetryPolicy;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionReading;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code [backends.x.retry]}; plain numbers of its times count seconds. */
final class RetrySettings {
  private static final Option<Integer> MAX_ATTEMPTS =
      Option.integer("max_attempts", "How often to try in all")
          .where(value -> value >= 1, "at least 1");

  private static final Option<Duration> BACKOFF_BASE =
      notNegative(Option.duration("backoff_base", "The wait after the first attempt"));

  private static final Option<Duration> BACKOFF_MAX =
      notNegative(Option.duration("backoff_max", "The longest wait"));

  private static final Option<Duration> JITTER =
      notNegative(Option.duration("jitter", "The longest random addition to a wait"));

  private static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "How long to go on trying")
          .where(value -> !value.isNegative() && !value.isZero(), "greater than 0");

  private static final OptionSchema SCHEMA =
      OptionSchema.of(MAX_ATTEMPTS, BACKOFF_BASE, BACKOFF_MAX, JITTER, TIMEOUT);

  private RetrySettings() {}

  private static Option<Duration> notNegative(Option<Duration> option) {
    return option.where(value -> !value.isNegative(), "0 or more");
  }

  static OptionReading read(Map<String, ? extends @Nullable Object> table, String path) {
    return SCHEMA.read(GivenOptions.at(path).with(GivenOptions.Place.OPTIONS, path, table));
  }

  /** Makes the policy of values that were found in order. */
  static RetryPolicy policy(OptionValues values) {
    RetryPolicy standard = RetryPolicy.standard();
    return new RetryPolicy(
        or(values.find(MAX_ATTEMPTS), standard.maxAttempts()),
        or(values.find(BACKOFF_BASE), standard.backoffBase()),
        or(values.find(BACKOFF_MAX), standard.backoffMax()),
        or(values.find(JITTER), standard.jitter()),
        values.find(TIMEOUT));
  }

  private static <T> T or(@Nullable T given, T standard) {
    return given == null ? standard : given;
  }
}
