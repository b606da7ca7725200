package io.remotestore.testkit.processes;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/** Content that shows whether it is whole: a number, noise that follows from it, a checksum. */
final class Sealed {
  private static final int MAX_NOISE = 64 * 1024;

  private Sealed() {}

  static byte[] of(long number) {
    Random random = new Random(number);
    byte[] noise = new byte[random.nextInt(MAX_NOISE)];
    random.nextBytes(noise);
    ByteBuffer out = ByteBuffer.allocate(Long.BYTES + noise.length + Long.BYTES);
    out.putLong(number).put(noise);
    return out.putLong(checksum(out.array(), out.position())).array();
  }

  /** Returns the number of a whole content, and fails for any other. */
  static long number(byte[] content) {
    int end = content.length - Long.BYTES;
    if (end < Long.BYTES) {
      throw new AssertionError("torn: " + content.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(content);
    if (in.getLong(end) != checksum(content, end)) {
      throw new AssertionError("torn: the checksum of " + content.length + " bytes is wrong");
    }
    return in.getLong(0);
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
