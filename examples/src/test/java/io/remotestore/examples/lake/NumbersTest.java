package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void bytesChangeUnitWhereTheyRound() {
    assertThat(Numbers.bytes(999)).isEqualTo("999 B");
    assertThat(Numbers.bytes(1_000)).isEqualTo("1.0 kB");
    assertThat(Numbers.bytes(9_960)).isEqualTo("10 kB");
    assertThat(Numbers.bytes(999_499)).isEqualTo("999 kB");
    assertThat(Numbers.bytes(999_500)).isEqualTo("1.0 MB");
  }

  @Test
  void smallSharesKeepADecimal() {
    assertThat(Numbers.percent(0)).isEqualTo("0%");
    assertThat(Numbers.percent(0.004)).isEqualTo("0.4%");
    assertThat(Numbers.percent(0.2094)).isEqualTo("21%");
    assertThat(Numbers.exactPercent(0.2094)).isEqualTo("20.9%");
  }

  @Test
  void minutesHaveARealMinus() {
    assertThat(Numbers.minutes(-2)).isEqualTo("\u22122");
    assertThat(Numbers.minutes(-3.5)).isEqualTo("\u22123.5");
    assertThat(Numbers.minutes(Double.NaN)).isEqualTo("–");
  }

  @Test
  void hoursAreTwelveLong() {
    assertThat(Numbers.hour(0)).isEqualTo("12 a.m.");
    assertThat(Numbers.hour(12)).isEqualTo("12 p.m.");
    assertThat(Numbers.hour(21)).isEqualTo("9 p.m.");
  }

  @Test
  void timesChangeUnitAtASecond() {
    assertThat(Numbers.time(Duration.ofMillis(999))).isEqualTo("999 ms");
    assertThat(Numbers.time(Duration.ofMillis(1_440))).isEqualTo("1.4 s");
  }
}
