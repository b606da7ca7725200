package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrcTest {

  private static Crc of(String algorithm, byte[] bytes, int from, int to) {
    Crc crc = Objects.requireNonNull(Crc.of(algorithm));
    crc.update(bytes, from, to - from);
    return crc;
  }

  /** The check values of the catalogue of parametrised CRC algorithms. */
  @ParameterizedTest
  @CsvSource({"crc32,cbf43926", "crc32c,e3069283", "crc64nvme,ae8b14860a799888"})
  void knownValues(String algorithm, String value) {
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    Crc crc = of(algorithm, check, 0, check.length);
    assertThat(crc.text(crc.value())).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crc32", "crc32c", "crc64nvme"})
  void thatOfThePartsIsThatOfTheWhole(String algorithm) {
    byte[] bytes = new byte[100_003];
    new Random(7).nextBytes(bytes);
    long whole = of(algorithm, bytes, 0, bytes.length).value();
    for (int cut : new int[] {0, 1, 7, 8, 4096, 65_536, 100_002, 100_003}) {
      Crc head = of(algorithm, bytes, 0, cut);
      Crc tail = of(algorithm, bytes, cut, bytes.length);
      assertThat(head.followedBy(head.value(), tail)).as("cut at %s", cut).isEqualTo(whole);
    }
    Crc one = of(algorithm, bytes, 0, 10);
    Crc two = of(algorithm, bytes, 10, 50_000);
    Crc three = of(algorithm, bytes, 50_000, bytes.length);
    assertThat(one.followedBy(one.followedBy(one.value(), two), three)).isEqualTo(whole);
  }

  @Test
  void otherAlgorithmsAreNotComputed() {
    assertThat(Crc.of("sha256")).isNull();
  }
}
