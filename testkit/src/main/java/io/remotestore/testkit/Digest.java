package io.remotestore.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Digests, computed without the code under test. */
final class Digest {
  private Digest() {}

  static String hex(String algorithm, byte[] content) {
    return switch (algorithm) {
      case "crc32" -> checksum(new CRC32(), content);
      case "crc32c" -> checksum(new CRC32C(), content);
      default -> message(algorithm.replace("sha", "SHA-"), content);
    };
  }

  private static String checksum(Checksum checksum, byte[] content) {
    checksum.update(content, 0, content.length);
    return String.format("%08x", checksum.getValue());
  }

  private static String message(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
