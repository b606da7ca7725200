package io.remotestore.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dates of HTTP (RFC 9110, section 5.6.7): written in one form, read in three. */
final class HttpDates {
  private static final DateTimeFormatter USUAL = formatter("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

  private static final List<DateTimeFormatter> READ =
      List.of(
          USUAL,
          DateTimeFormatter.RFC_1123_DATE_TIME,
          formatter("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
          formatter("EEE MMM ppd HH:mm:ss yyyy"));

  private HttpDates() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  /** The day has two digits: servers leave conditions aside whose date has one. */
  static String text(Instant time) {
    return USUAL.format(time);
  }

  /** Reads a date; null where there is none. */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return READ.stream()
        .map(form -> parse(text.strip(), form))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Instant parse(String text, DateTimeFormatter form) {
    try {
      return form.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
