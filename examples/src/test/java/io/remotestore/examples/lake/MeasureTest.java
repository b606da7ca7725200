package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasureTest {

  private static WeatherHour hour(@Nullable Double wind, double precipitation, double visibility) {
    return new WeatherHour(
        "EWR",
        LocalDateTime.of(2013, 2, 8, 6, 0),
        Instant.parse("2013-02-08T11:00:00Z"),
        30,
        80,
        wind,
        null,
        precipitation,
        visibility);
  }

  private static @Nullable String band(Measure measure, WeatherHour hour) {
    Measure.Band band = measure.bandOf(hour);
    return band == null ? null : band.name();
  }

  @Test
  void aBandHoldsItsLowerEdge() {
    assertThat(band(Measure.WIND, hour(4.99, 0, 10))).isEqualTo("under 5");
    assertThat(band(Measure.WIND, hour(5.0, 0, 10))).isEqualTo("5–10");
    assertThat(band(Measure.WIND, hour(25.0, 0, 10))).isEqualTo("25+");
    assertThat(band(Measure.VISIBILITY, hour(0.0, 0, 9.99))).isEqualTo("5–10");
    assertThat(band(Measure.VISIBILITY, hour(0.0, 0, 10))).isEqualTo("10");
    assertThat(band(Measure.VISIBILITY, hour(0.0, 0, 1.99))).isEqualTo("under 2");
  }

  @Test
  void precipitationIsCutBetweenHundredths() {
    assertThat(band(Measure.PRECIPITATION, hour(0.0, 0, 10))).isEqualTo("none");
    assertThat(band(Measure.PRECIPITATION, hour(0.0, 0.01, 10))).isEqualTo("0.01");
    assertThat(band(Measure.PRECIPITATION, hour(0.0, 0.02, 10))).isEqualTo("0.02–0.04");
    assertThat(band(Measure.PRECIPITATION, hour(0.0, 0.04, 10))).isEqualTo("0.02–0.04");
    assertThat(band(Measure.PRECIPITATION, hour(0.0, 0.05, 10))).isEqualTo("0.05+");
  }

  @Test
  void whatWasNotTakenIsInNoBand() {
    assertThat(band(Measure.WIND, hour(null, 0, 10))).isNull();
  }
}
