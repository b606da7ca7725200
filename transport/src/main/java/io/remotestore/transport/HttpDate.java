package io.remotestore.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The times of header fields (RFC 9110, section 5.6.7): one form to write, three to read. */
public final class HttpDate {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
  private static final DateTimeFormatter USUAL = formatter("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

  /**
   * RFC 850 has years of two digits and dashes; other writers omit a zero or the usual form of the
   * zone.
   */
  private static final Pattern DASHED_OR_SPACED =
      Pattern.compile(
          "[A-Za-z]+, *(?<day>\\d{1,2})[ -](?<month>[A-Za-z]{3})[ -](?<year>\\d{2}|\\d{4})"
              + " (?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2})"
              + " (?<zone>GMT|UTC|UT|Z|[+-]\\d{4})");

  private static final Pattern ASCTIME =
      Pattern.compile(
          "[A-Za-z]{3} (?<month>[A-Za-z]{3}) +(?<day>\\d{1,2})"
              + " (?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2}) (?<year>\\d{4})"
              + "(?<zone>)(?: (?:GMT|UTC))?");

  /** The furthest that a year of two digits may be ahead. */
  private static final int YEARS_AHEAD = 50;

  private HttpDate() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  /**
   * Reads a time; returns null if there is none or it is malformed. A year of two digits is the
   * latest one with these digits that has the day and is not more than 50 years ahead (RFC 9110,
   * section 5.6.7).
   *
   * @param now the current time, to complete years with two digits
   */
  public static @Nullable Instant parse(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    Instant usual = text.length() == LENGTH ? usual(text) : null;
    return usual != null ? usual : rare(text.strip(), now);
  }

  /** Writes a time, the day with two digits: servers ignore conditions whose day has one digit. */
  public static String format(Instant time) {
    return USUAL.format(time);
  }

  /** Reads the form of today, in which every field has a fixed position. */
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
    if (!punctuated || !timely || second > 60 || month < 0 || month % 3 != 0) {
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

  private static @Nullable Instant rare(String text, Instant now) {
    Matcher form = DASHED_OR_SPACED.matcher(text);
    if (!form.matches()) {
      form = ASCTIME.matcher(text);
      if (!form.matches()) {
        return null;
      }
    }
    int month =
        MONTHS.toLowerCase(Locale.ROOT).indexOf(form.group("month").toLowerCase(Locale.ROOT));
    int hour = Integer.parseInt(form.group("hour"));
    int minute = Integer.parseInt(form.group("minute"));
    int second = Integer.parseInt(form.group("second"));
    if (month < 0 || month % 3 != 0 || hour > 23 || minute > 59 || second > 60) {
      return null;
    }
    try {
      MonthDay day = MonthDay.of(month / 3 + 1, Integer.parseInt(form.group("day")));
      String zone = form.group("zone");
      boolean numeric = !zone.isEmpty() && !Character.isLetter(zone.charAt(0));
      OffsetTime time =
          OffsetTime.of(hour, minute, 0, 0, numeric ? ZoneOffset.of(zone) : ZoneOffset.UTC);
      String digits = form.group("year");
      int year = Integer.parseInt(digits);
      return digits.length() == 2
          ? completed(year, day, time, second, now)
          : instant(year, day, time, second);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Tries the two centuries in which a year of two digits can be. */
  private static @Nullable Instant completed(
      int digits, MonthDay day, OffsetTime time, int second, Instant now) {
    OffsetDateTime latest = now.atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD);
    int year = latest.getYear() - Math.floorMod(latest.getYear() - digits, 100);
    Instant last = instant(year, day, time, second);
    return last == null || last.isAfter(latest.toInstant())
        ? instant(year - 100, day, time, second)
        : last;
  }

  /** Returns null if the year does not have that day. */
  private static @Nullable Instant instant(int year, MonthDay day, OffsetTime time, int second) {
    return day.isValidYear(year)
        ? time.atDate(day.atYear(year)).toInstant().plusSeconds(second)
        : null; // MonthDay moves the 29th of February to the 28th
  }
}
