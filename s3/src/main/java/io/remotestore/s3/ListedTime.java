package io.remotestore.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The times of documents, such as {@code 2026-11-01T12:00:00.000Z}. Each listed key has one. The
 * parser of the JDK, which knows all forms, takes as long for it as for the rest of the key.
 */
final class ListedTime {
  private static final String FORM = "0000-00-00T00:00:00";

  /** Reads ISO 8601 with any fraction and any form of the offset; UTC without one. */
  private static final DateTimeFormatter FORMS =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private ListedTime() {}

  /** Returns the time of a text; null if it is none. */
  static @Nullable Instant of(String text) {
    try {
      return isUsual(text) ? usual(text) : rare(Blanks.strip(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The parser of the JDK accepts a leap second, and needs an offset. */
  private static Instant rare(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return FORMS.parse(text, Instant::from);
    }
  }

  /** Returns whole seconds: headers have no fraction, and a file must have one time. */
  static @Nullable Instant inSeconds(String text) {
    Instant time = of(text);
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** In UTC, with milliseconds or without a fraction. */
  private static boolean isUsual(String text) {
    int length = text.length();
    boolean whole = length == FORM.length() + 1;
    boolean fraction = length == FORM.length() + 5 && text.charAt(FORM.length()) == '.';
    return (whole || fraction)
        && text.charAt(length - 1) == 'Z'
        && hasForm(text)
        && (whole || digits(text, FORM.length() + 1, FORM.length() + 4) >= 0);
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char c = text.charAt(i);
      boolean fits = wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Instant usual(String text) {
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return rare(text);
    }
    long day =
        LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    boolean whole = text.length() == FORM.length() + 1;
    int millis = whole ? 0 : digits(text, FORM.length() + 1, FORM.length() + 4);
    return Instant.ofEpochSecond(
        day * 86_400 + hour * 3600L + minute * 60L + second, millis * 1_000_000L);
  }

  /** Returns the number in a piece of a text; -1 where it is none. */
  private static int digits(String text, int from, int until) {
    int number = 0;
    for (int i = from; i < until; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
