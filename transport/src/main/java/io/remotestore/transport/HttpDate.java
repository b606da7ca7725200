package io.remotestore.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Times as header fields have them (RFC 9110, section 5.6.7): written in one form, read in three.
 */
public final class HttpDate {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
  private static final DateTimeFormatter USUAL = formatter("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

  private static final List<DateTimeFormatter> RARE =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          formatter("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
          formatter("EEE MMM ppd HH:mm:ss yyyy"));

  private HttpDate() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  /** Reads a time; null where there is none, or none that can be read. */
  public static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Instant usual = text.length() == LENGTH ? usual(text) : null;
    return usual != null ? usual : rare(text.strip());
  }

  /** Writes a time, the day with two digits: servers leave conditions aside whose date has one. */
  public static String format(Instant time) {
    return USUAL.format(time);
  }

  /** The form that is sent today, of which every field has its place. */
  private static @Nullable Instant usual(String text) {
    int month = MONTHS.indexOf(text.substring(8, 11));
    boolean punctuated =
        text.startsWith(", ", 3)
            && text.charAt(7) == ' '
            && text.charAt(11) == ' '
            && text.charAt(16) == ' '
            && text.charAt(19) == ':'
            && text.charAt(22) == ':'
            && text.endsWith(" GMT");
    int hour = number(text, 17, 19);
    int minute = number(text, 20, 22);
    int second = number(text, 23, 25);
    boolean timely = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0;
    if (!punctuated || !timely || second > 59 || month < 0 || month % 3 != 0) {
      return null;
    }
    try {
      LocalDate day = LocalDate.of(number(text, 12, 16), month / 3 + 1, number(text, 5, 7));
      return Instant.ofEpochSecond(((day.toEpochDay() * 24 + hour) * 60 + minute) * 60 + second);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A number of digits only, or -1. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static @Nullable Instant rare(String text) {
    return RARE.stream()
        .map(form -> parse(text, form))
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
