package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of RFC 9110, section 5.6.7, and the ones that servers give beside them. */
final class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 09:49:37 +0100",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void eachFormIsRead(String text) {
    assertThat(HttpDate.parse(text, NOW)).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // read at | text | time
        "2026-11-01T12:00:00Z | Tuesday, 08-Nov-22 08:49:37 GMT | 2022-11-08T08:49:37Z",
        "2026-11-01T12:00:00Z | Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "2026-11-01T12:00:00Z | Sun, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "2026-11-01T12:00:00Z | Sunday, 01-Nov-76 12:00:00 GMT | 2076-11-01T12:00:00Z",
        "2026-11-01T12:00:00Z | Monday, 01-Nov-76 12:00:01 GMT | 1976-11-01T12:00:01Z",
        "2026-11-01T12:00:00Z | Saturday, 01-Jan-00 00:00:00 GMT | 2000-01-01T00:00:00Z",
        "1999-12-31T12:00:00Z | Saturday, 01-Jan-00 00:00:00 GMT | 2000-01-01T00:00:00Z",
        "1994-11-06T12:00:00Z | Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "2094-11-06T12:00:00Z | Saturday, 06-Nov-94 08:49:37 GMT | 2094-11-06T08:49:37Z",
        "2026-11-01T12:00:00Z | Friday, 29-Feb-00 08:49:37 GMT | 2000-02-29T08:49:37Z",
        // 2100 has no 29th of February
        "2050-01-15T00:00:00Z | Tuesday, 29-Feb-00 00:00:00 GMT | 2000-02-29T00:00:00Z",
        "2050-03-15T00:00:00Z | Tuesday, 29-Feb-00 00:00:00 GMT | 2000-02-29T00:00:00Z",
        "2060-01-15T00:00:00Z | Tuesday, 29-Feb-00 00:00:00 GMT | 2000-02-29T00:00:00Z",
        // nor has 1900
        "1945-01-15T00:00:00Z | Tuesday, 29-Feb-00 00:00:00 GMT |",
        "1950-01-15T00:00:00Z | Tuesday, 29-Feb-00 00:00:00 GMT |",
        "1950-01-15T00:00:00Z | Monday, 28-Feb-00 00:00:00 GMT | 1900-02-28T00:00:00Z",
      })
  void aYearOfTwoDigitsIsNotMoreThanFiftyYearsAhead(
      Instant now, String text, @Nullable Instant time) {
    assertThat(HttpDate.parse(text, now)).isEqualTo(time);
  }

  @Test
  void aLeapSecondIsTheFirstOfTheNextMinute() {
    assertThat(HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", NOW))
        .isEqualTo(Instant.parse("2017-01-01T00:00:00Z"));
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(0, 7_000_000_000L));
      assertThat(HttpDate.parse(HttpDate.format(time), NOW)).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0",
        "-1",
        "2022-11-08T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:3x GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 anF 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "Sunday, 31-Feb-94 08:49:37 GMT",
        "Sunday, 06-anF-94 08:49:37 GMT",
        "Sunday, 06-Nov-094 08:49:37 GMT",
        "Sun Nov  6 08:49:37 94"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(HttpDate.parse(text, NOW)).isNull();
    assertThat(HttpDate.parse(null, NOW)).isNull();
  }

  @Test
  void theDayIsWrittenWithTwoDigits() {
    assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }
}
