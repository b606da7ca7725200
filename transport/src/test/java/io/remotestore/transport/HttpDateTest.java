package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HttpDateTest {

  @Test
  void theExampleOfTheStandard() {
    Instant time = Instant.parse("1994-11-06T08:49:37Z");
    assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT")).isEqualTo(time);
    assertThat(HttpDate.format(time)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(0, 7_000_000_000L));
      assertThat(HttpDate.parse(HttpDate.format(time))).isEqualTo(time);
    }
  }

  @Test
  void aDayOfOneDigitIsReadToo() {
    assertThat(HttpDate.parse("Sun, 6 Nov 1994 08:49:37 GMT"))
        .isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void whatIsNoTimeIsNone() {
    for (String text :
        new String[] {
          "",
          "0",
          "-1",
          "Sun, 06 Nov 1994 08:49:3x GMT",
          "Sun, 31 Feb 1994 08:49:37 GMT",
          "Sun, 06 anF 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 25:49:37 GMT",
          "1994-11-06T08:49:37Z"
        }) {
      assertThat(HttpDate.parse(text)).as(text).isNull();
    }
    assertThat(HttpDate.parse(null)).isNull();
  }
}
