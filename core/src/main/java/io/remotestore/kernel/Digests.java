package io.remotestore.kernel;

import io.remotestore.ContentDigest;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** Computes the digest that a caller expects of the bytes that go by. */
final class Digests {
  private final ContentDigest expected;
  private final @Nullable Checksum checksum;
  private final @Nullable MessageDigest digest;

  private Digests(
      ContentDigest expected, @Nullable Checksum checksum, @Nullable MessageDigest digest) {
    this.expected = expected;
    this.checksum = checksum;
    this.digest = digest;
  }

  /**
   * Returns a computation for {@code expected}.
   *
   * @throws IllegalArgumentException if its algorithm is unknown
   */
  static Digests of(ContentDigest expected) {
    return switch (expected.algorithm()) {
      case "crc32" -> new Digests(expected, new CRC32(), null);
      case "crc32c" -> new Digests(expected, new CRC32C(), null);
      case "md5" -> message(expected, "MD5");
      case "sha1" -> message(expected, "SHA-1");
      case "sha224", "sha256", "sha384", "sha512" ->
          message(expected, "SHA-" + expected.algorithm().substring(3));
      default ->
          throw new IllegalArgumentException(
              "unknown digest algorithm '"
                  + expected.algorithm()
                  + "'; known are crc32, crc32c, md5,"
                  + " sha1, sha224, sha256, sha384, sha512");
    };
  }

  private static Digests message(ContentDigest expected, String algorithm) {
    try {
      return new Digests(expected, null, MessageDigest.getInstance(algorithm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("this platform has no " + algorithm, e);
    }
  }

  void update(byte[] bytes, int offset, int length) {
    if (checksum != null) {
      checksum.update(bytes, offset, length);
    }
    if (digest != null) {
      digest.update(bytes, offset, length);
    }
  }

  /** Throws unless the bytes so far have the expected digest. */
  void verify() throws DriverException {
    String actual =
        checksum != null
            ? String.format("%08x", checksum.getValue())
            : HexFormat.of().formatHex(digest == null ? new byte[0] : digest.digest());
    if (!actual.equals(expected.value())) {
      throw new DriverException(
          Failure.rejected(Kind.DIGEST_MISMATCH)
              .withDetail(expected.algorithm() + " is " + actual + ", not " + expected.value()));
    }
  }
}
