package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Content;
import io.remotestore.spi.Crc64Nvme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChecksumAlgorithmTest {
  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

  private static String hex(ChecksumAlgorithm algorithm, byte[] bytes) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(algorithm.of(bytes)));
  }

  @Test
  void theCheckValuesOfTheCataloguesComeOut() {
    assertThat(hex(ChecksumAlgorithm.CRC32C, CHECK)).isEqualTo("e3069283");
    assertThat(hex(ChecksumAlgorithm.CRC64NVME, CHECK)).isEqualTo("ae8b14860a799888");
    assertThat(hex(ChecksumAlgorithm.SHA256, CHECK))
        .isEqualTo("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");
  }

  @Test
  void piecesAddUpToTheWhole() throws IOException {
    Random random = new Random(7);
    byte[] bytes = new byte[300_001];
    random.nextBytes(bytes);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      ChecksumAlgorithm.Sum sum = algorithm.sum();
      int at = 0;
      while (at < bytes.length) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1000));
        sum.update(bytes, at, length);
        at += length;
      }
      String whole = algorithm.of(bytes);
      assertThat(sum.text()).isEqualTo(whole);
      assertThat(algorithm.of(new Streamed(bytes))).isEqualTo(whole);
    }
  }

  @Test
  void eightBytesAtATimeAreEightBytesOneByOne() {
    Random random = new Random(11);
    for (int length = 0; length < 40; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      Crc64Nvme fast = new Crc64Nvme();
      fast.update(bytes, 0, length);
      Crc64Nvme slow = new Crc64Nvme();
      for (byte b : bytes) {
        slow.update(b);
      }
      assertThat(fast.getValue()).as("%d bytes", length).isEqualTo(slow.getValue());
    }
  }

  /** Content that is no array. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Streamed(byte[] bytes) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    }
  }
}
