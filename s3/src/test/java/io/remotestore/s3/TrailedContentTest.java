package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.s3.ChecksumAlgorithmTest.Streamed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrailedContentTest {

  @Test
  void aFewBytesAreFramedAsTheReferenceSays() throws IOException {
    byte[] bytes = "123456789".getBytes(StandardCharsets.US_ASCII);
    TrailedContent framed = new TrailedContent(new Streamed(bytes), ChecksumAlgorithm.CRC32C);
    String text = new String(framed.open(0).readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(text).isEqualTo("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32c:4waSgw==\r\n\r\n");
    assertThat(framed.size()).isEqualTo(text.length());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 1_000_000})
  void theSizeIsToldBeforehandAndTheBytesComeOut(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      TrailedContent framed = new TrailedContent(new Streamed(bytes), algorithm);
      byte[] all = inOddPieces(framed.open(0), size);
      assertThat(all).hasSize((int) framed.size());
      Unframed unframed = Unframed.of(all);
      assertThat(unframed.bytes()).isEqualTo(bytes);
      assertThat(unframed.trailer()).isEqualTo(algorithm.header() + ":" + algorithm.of(bytes));
    }
  }

  @Test
  void aSourceThatEndsEarlyIsNotMadeUpFor() {
    Content shorter = Content.of(new ByteArrayInputStream(new byte[5]), 9);
    TrailedContent framed = new TrailedContent(shorter, ChecksumAlgorithm.CRC32C);
    assertThatThrownBy(() -> framed.open(0).readAllBytes())
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("4 bytes early");
  }

  @Test
  void aSourceThatGoesOnIsNotCut() {
    Content longer = Content.of(new ByteArrayInputStream(new byte[10]), 9);
    TrailedContent framed = new TrailedContent(longer, ChecksumAlgorithm.CRC32C);
    assertThatThrownBy(() -> framed.open(0).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than it said");
  }

  private static byte[] inOddPieces(InputStream in, int seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[70_000];
    while (true) {
      int n = in.read(buffer, 0, 1 + random.nextInt(buffer.length));
      if (n < 0) {
        return out.toByteArray();
      }
      assertThat(n).isPositive();
      out.write(buffer, 0, n);
    }
  }

  /** What a server makes of a framed body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Unframed(byte[] bytes, String trailer) {
    static Unframed of(byte[] framed) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int at = 0;
      while (true) {
        int end = lineEnd(framed, at);
        int size = Integer.parseInt(text(framed, at, end), 16);
        at = end + 2;
        if (size == 0) {
          int last = lineEnd(framed, at);
          assertThat(text(framed, last, framed.length)).isEqualTo("\r\n\r\n");
          return new Unframed(out.toByteArray(), text(framed, at, last));
        }
        out.write(framed, at, size);
        at += size;
        assertThat(text(framed, at, at + 2)).isEqualTo("\r\n");
        at += 2;
      }
    }

    private static int lineEnd(byte[] bytes, int from) {
      int at = from;
      while (bytes[at] != '\r') {
        at++;
      }
      return at;
    }

    private static String text(byte[] bytes, int from, int to) {
      return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
  }
}
