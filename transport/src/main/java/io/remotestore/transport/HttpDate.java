package io.remotestore.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Times as header fields have them: {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, 5.6.7). */
public final class HttpDate {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LENGTH = 29;

  private HttpDate() {}

  /** Reads a time; null where there is none, or none that can be read. */
  public static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == LENGTH ? fixed(text) : loose(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Writes a time; fractions of a second are left out. */
  public static String format(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .format(ZonedDateTime.ofInstant(time, ZoneOffset.UTC))
        .replaceFirst("^(\\w{3}, )(\\d )", "$10$2");
  }

  /** The form that is sent today, of which every field has its place. */
  private static @Nullable Instant fixed(String text) {
    int month = MONTHS.indexOf(text.substring(8, 11));
    boolean right =
        text.startsWith(", ", 3)
            && text.charAt(7) == ' '
            && text.charAt(11) == ' '
            && text.charAt(16) == ' '
            && text.charAt(19) == ':'
            && text.charAt(22) == ':'
            && text.endsWith(" GMT");
    if (!right || month < 0 || month % 3 != 0) {
      return loose(text);
    }
    int hour = number(text, 17, 19);
    int minute = number(text, 20, 22);
    int second = number(text, 23, 25);
    if (hour > 23 || minute > 59 || second > 60) {
      return null;
    }
    long day = LocalDate.of(number(text, 12, 16), month / 3 + 1, number(text, 5, 7)).toEpochDay();
    return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeParseException("not a digit", text, i);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static Instant loose(String text) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
  }
}
