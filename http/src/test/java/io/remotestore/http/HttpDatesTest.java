package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDatesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun Nov  6 08:49:37 1994",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void areReadInEachForm(String text) {
    assertThat(HttpDates.parse(text)).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void theOldFormHasTwoDigitsOfAYear() {
    assertThat(HttpDates.parse("Tuesday, 08-Nov-22 08:49:37 GMT"))
        .isEqualTo(Instant.parse("2022-11-08T08:49:37Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "0", "2022-11-08T08:49:37Z", "Mon, 06 Nov 1994 08:49:37 GMT"})
  void orAreNone(String text) {
    assertThat(HttpDates.parse(text)).isNull();
    assertThat(HttpDates.parse(null)).isNull();
  }

  @Test
  void areWrittenWithTwoDigitsOfADay() {
    assertThat(HttpDates.text(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }
}
