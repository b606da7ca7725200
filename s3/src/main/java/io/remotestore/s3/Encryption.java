package io.remotestore.s3;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption, as request headers.
 *
 * @param forWrites headers of requests that begin a file
 * @param forAll headers of every request that touches bytes: a key of the customer's own
 * @param forCopies headers of copies, for the source
 */
record Encryption(
    Map<String, String> forWrites, Map<String, String> forAll, Map<String, String> forCopies) {

  /** The encryption of the bucket's own rule. */
  static final Encryption NONE = new Encryption(Map.of(), Map.of(), Map.of());

  /** Keys of S3's own. */
  static Encryption byS3() {
    return new Encryption(Map.of("x-amz-server-side-encryption", "AES256"), Map.of(), Map.of());
  }

  /** A key that the key service holds; its default one for null. */
  static Encryption byKms(@Nullable String keyId) {
    String field = "x-amz-server-side-encryption";
    return new Encryption(
        keyId == null
            ? Map.of(field, "aws:kms")
            : Map.of(field, "aws:kms", field + "-aws-kms-key-id", keyId),
        Map.of(),
        Map.of());
  }

  /** A key of 32 bytes that goes with every request and that the server does not keep. */
  static Encryption byCustomer(byte[] key) {
    return new Encryption(
        Map.of(),
        customer("x-amz-server-side-encryption-customer-", key),
        customer("x-amz-copy-source-server-side-encryption-customer-", key));
  }

  private static Map<String, String> customer(String prefix, byte[] key) {
    Base64.Encoder base64 = Base64.getEncoder();
    return Map.of(
        prefix + "algorithm",
        "AES256",
        prefix + "key",
        base64.encodeToString(key),
        prefix + "key-MD5",
        base64.encodeToString(md5(key)));
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "Encryption[" + (forAll.isEmpty() ? forWrites : "by the customer's key") + "]";
  }
}
