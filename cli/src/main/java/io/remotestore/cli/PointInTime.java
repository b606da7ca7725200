package io.remotestore.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in the past as people write it: by its age, or its date in UTC. */
record PointInTime(String text) {
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  /** Reads {@code 90m}, {@code 7d}, {@code 2026-01-31}, {@code 2026-01-31T12:00:00Z}. */
  static final class Converter implements ITypeConverter<PointInTime> {
    /** For picocli. */
    Converter() {}

    @Override
    public PointInTime convert(String text) {
      PointInTime point = new PointInTime(text);
      try {
        Instant unused = point.before(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return point;
      } catch (DateTimeException | ArithmeticException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is not an age or a time; write 30s, 90m, 12h, 7d, 2w, 2026-01-31 or"
                + " 2026-01-31T12:00:00Z");
      }
    }
  }

  /** Returns a length of time such as {@code 90m}; null where the text is none. */
  static @Nullable Duration length(String text) {
    Matcher age = AGE.matcher(text);
    Duration unit = age.matches() ? UNITS.get(age.group(2)) : null;
    return unit == null ? null : unit.multipliedBy(Long.parseLong(age.group(1)));
  }

  /** Returns the time, ages counted back from now. */
  Instant before(Clock clock) {
    Duration age = length(text);
    if (age != null) {
      return clock.instant().minus(age);
    }
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
