package io.remotestore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The digest of a file's bytes.
 *
 * @param algorithm the algorithm's name in lower case, such as {@code sha256} or {@code crc32c}
 * @param value the digest in lower-case hexadecimal
 */
public record ContentDigest(String algorithm, String value) {

  /**
   * Trims and lower-cases both parts, and refuses an empty one or a value that is not hexadecimal.
   */
  public ContentDigest {
    algorithm = algorithm.strip().toLowerCase(Locale.ROOT);
    value = value.strip().toLowerCase(Locale.ROOT);
    if (algorithm.isEmpty()) {
      throw new IllegalArgumentException("the digest's algorithm is empty");
    }
    if (value.isEmpty() || !value.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("not a hexadecimal digest: '" + value + "'");
    }
  }

  /** Returns the SHA-256 digest of {@code content}. */
  public static ContentDigest sha256(byte[] content) {
    return new ContentDigest("sha256", HexFormat.of().formatHex(sha256().digest(content)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
