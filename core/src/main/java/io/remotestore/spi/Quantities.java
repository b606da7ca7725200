package io.remotestore.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers with a unit. */
final class Quantities {
  /** Short enough that no text makes the arithmetic expensive. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

  private static final Pattern QUANTITY =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]+)");

  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns",
          new BigDecimal("1e-9"),
          "us",
          new BigDecimal("1e-6"),
          "ms",
          new BigDecimal("1e-3"),
          "s",
          BigDecimal.ONE,
          "m",
          BigDecimal.valueOf(60),
          "h",
          BigDecimal.valueOf(3600),
          "d",
          BigDecimal.valueOf(86400));

  private static final Map<String, BigDecimal> BYTES =
      Map.of(
          "b", BigDecimal.ONE,
          "kb", BigDecimal.valueOf(1_000L),
          "mb", BigDecimal.valueOf(1_000_000L),
          "gb", BigDecimal.valueOf(1_000_000_000L),
          "tb", BigDecimal.valueOf(1_000_000_000_000L),
          "kib", BigDecimal.valueOf(1L << 10),
          "mib", BigDecimal.valueOf(1L << 20),
          "gib", BigDecimal.valueOf(1L << 30),
          "tib", BigDecimal.valueOf(1L << 40));

  private Quantities() {}

  static @Nullable BigDecimal number(String text) {
    String plain = text.strip();
    return NUMBER.matcher(plain).matches() ? new BigDecimal(plain) : null;
  }

  /** A time from text with a unit, or from a number of seconds; null if it is neither. */
  static @Nullable Duration duration(@Nullable String text, @Nullable BigDecimal seconds) {
    BigDecimal value = seconds;
    if (value == null && text != null) {
      value = withUnit(text, SECONDS);
    }
    if (value != null) {
      return ofSeconds(value);
    }
    try {
      return text == null ? null : Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable Duration ofSeconds(BigDecimal seconds) {
    try {
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      long nanos = seconds.subtract(whole).movePointRight(9).longValue();
      return Duration.ofSeconds(whole.longValueExact(), nanos);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** A size from text with a unit, or from a number of bytes; null if it is neither. */
  static @Nullable Long byteSize(@Nullable String text, @Nullable BigDecimal bytes) {
    BigDecimal value = bytes;
    if (value == null && text != null) {
      value = withUnit(text, BYTES);
    }
    try {
      return value == null ? null : value.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable BigDecimal withUnit(String text, Map<String, BigDecimal> units) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    BigDecimal unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
    return unit == null ? null : new BigDecimal(matcher.group(1)).multiply(unit);
  }
}
