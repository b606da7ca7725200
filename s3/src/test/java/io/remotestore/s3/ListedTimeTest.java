package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times mean what they mean to the JDK. */
final class ListedTimeTest {

  private static @Nullable Instant byTheJdk(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-01T12:34:56.789Z",
        "2026-11-01T12:34:56Z",
        "2024-02-29T23:59:59.000Z",
        "2026-02-29T00:00:00.000Z",
        "2026-13-01T00:00:00.000Z",
        "2026-00-10T00:00:00.000Z",
        "2026-01-32T00:00:00.000Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:60:00Z",
        "2026-12-31T23:59:60Z",
        "0000-01-01T00:00:00.001Z",
        "2026-11-01T12:34:56.7Z",
        "2026-11-01T12:34:56.123456789Z",
        "2026-11-01T12:34:56.12xZ",
        "2026-11-01T12:34:56+01:00",
        "x026-11-01T12:34:56.000Z",
        "",
        "yesterday"
      })
  void formsThatAreUsualOrNot(String text) {
    assertThat(ListedTime.of(text)).isEqualTo(byTheJdk(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-01 12:34:56.000Z",
        "2026-11-01T12:34:56.000",
        "2026-11-01T13:34:56+0100",
        " 2026-11-01T12:34:56Z "
      })
  void formsThatTheJdkRefuses(String text) {
    assertThat(byTheJdk(text)).isNull();
    assertThat(ListedTime.of(text)).isEqualTo(Instant.parse("2026-11-01T12:34:56Z"));
  }

  @Test
  void allTimesThereAre() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(253_402_300_800L);
      Instant time = Instant.ofEpochSecond(second, random.nextInt(1000) * 1_000_000L);
      assertThat(ListedTime.of(time.toString())).isEqualTo(time);
      assertThat(ListedTime.inSeconds(time.toString())).isEqualTo(Instant.ofEpochSecond(second));
    }
  }
}
