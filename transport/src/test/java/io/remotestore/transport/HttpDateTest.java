package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun Nov  6 08:49:37 1994",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void eachFormIsRead(String text) {
    assertThat(HttpDate.parse(text)).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void theOldFormHasTwoDigitsOfAYear() {
    assertThat(HttpDate.parse("Tuesday, 08-Nov-22 08:49:37 GMT"))
        .isEqualTo(Instant.parse("2022-11-08T08:49:37Z"));
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(0, 7_000_000_000L));
      assertThat(HttpDate.parse(HttpDate.format(time))).isEqualTo(time);
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
        "Sun, 06 Nov 1994 25:49:37 GMT"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(HttpDate.parse(text)).isNull();
    assertThat(HttpDate.parse(null)).isNull();
  }

  @Test
  void theDayIsWrittenWithTwoDigits() {
    assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }
}
