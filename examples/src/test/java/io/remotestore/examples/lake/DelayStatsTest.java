package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelayStatsTest {

  static Flight flight(@Nullable Integer delay) {
    return new Flight(
        LocalDateTime.of(2013, 2, 8, 6, 15),
        Instant.parse("2013-02-08T11:00:00Z"),
        "UA",
        1,
        null,
        "EWR",
        "IAH",
        delay,
        delay,
        null,
        1400);
  }

  private static DelayStats of(@Nullable Integer... delays) {
    return DelayStats.of(Arrays.stream(delays).map(DelayStatsTest::flight).toList());
  }

  @Test
  void fifteenMinutesAreLateAndFourteenAreNot() {
    DelayStats stats = of(14, 15, 16, -3);

    assertThat(stats.late()).isEqualTo(2);
    assertThat(stats.lateShare()).isEqualTo(0.5);
  }

  @Test
  void cancelledFlightsCountAmongTheScheduledOnly() {
    DelayStats stats = of(20, null, null, 0);

    assertThat(stats.scheduled()).isEqualTo(4);
    assertThat(stats.cancelledShare()).isEqualTo(0.5);
    assertThat(stats.departed()).isEqualTo(2);
    assertThat(stats.lateShare()).isEqualTo(0.5);
    assertThat(stats.median()).isEqualTo(10);
    assertThat(stats.mean()).isEqualTo(10);
  }

  @Test
  void theMedianIsTheMiddleOneOrBetweenTheTwo() {
    assertThat(of(100, -1, 3).median()).isEqualTo(3);
    assertThat(of(100, -2, 3, -1).median()).isEqualTo(1);
  }

  @Test
  void nineOfTenStayWithinTheNinetieth() {
    assertThat(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 100).ninetieth()).isEqualTo(9);
    assertThat(of(7).ninetieth()).isEqualTo(7);
  }

  @Test
  void whereNothingLeftThereIsNoDelay() {
    DelayStats stats = of(null, null);

    assertThat(stats.lateShare()).isZero();
    assertThat(stats.cancelledShare()).isEqualTo(1);
    assertThat(stats.median()).isNaN();
    assertThat(DelayStats.of(List.of()).cancelledShare()).isZero();
  }
}
