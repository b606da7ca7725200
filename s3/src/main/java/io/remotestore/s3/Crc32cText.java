package io.remotestore.s3;

import io.remotestore.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/** The CRC32C of bytes, as S3 writes it in headers. */
final class Crc32cText {
  private Crc32cText() {}

  static String of(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return text(crc);
  }

  /** Reads content that can be read again. */
  static String of(Content content) throws IOException {
    byte[] array = content.array();
    if (array != null) {
      return of(array);
    }
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[128 * 1024];
    try (InputStream in = content.open(0)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return text(crc);
  }

  private static String text(CRC32C crc) {
    byte[] four = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(four);
  }
}
