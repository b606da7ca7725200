package io.remotestore.s3;

import io.remotestore.transport.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests: AWS Signature Version 4, as the <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">API
 * reference of S3</a> has it. For any number of threads; the key of the day is kept.
 */
final class Signer {
  /** Says that the signature does not cover the body. */
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private final String service;

  /** The last signing key; who finds another one's makes its own. */
  private volatile @Nullable DayKey kept;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record DayKey(String secret, String scope, SecretKeySpec key) {}

  Signer(String service) {
    this.service = service;
  }

  /**
   * Adds what a signed request carries to its headers.
   *
   * @param path the path as it goes on the wire
   * @param query the query's names and values, not encoded
   * @param headers what is signed, {@code host} left out; receives time, token and signature
   * @param payload the digest of the body, or {@link #UNSIGNED}
   */
  void sign(
      String method,
      String host,
      String path,
      Map<String, String> query,
      Headers headers,
      String payload,
      AwsCredentials credentials,
      String region,
      Instant now) {
    String time = TIME.format(now);
    headers.add("x-amz-date", time);
    headers.add("x-amz-content-sha256", payload);
    if (credentials.sessionToken() != null) {
      headers.add("x-amz-security-token", credentials.sessionToken());
    }
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", host);
    headers.forEach((name, value) -> add(signed, name, value));
    String names = String.join(";", signed.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String signature =
        signature(
            canonical(method, path, canonicalQuery(query), signed, names, payload),
            time,
            scope,
            credentials.secretKey());
    headers.add(
        "Authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKey()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
  }

  /** Returns the query of a URL that is signed by itself, the signature at its end. */
  String presign(
      String method,
      String host,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      AwsCredentials credentials,
      String region,
      Instant now,
      long seconds) {
    String time = TIME.format(now);
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", host);
    headers.forEach((name, value) -> add(signed, name, value));
    String names = String.join(";", signed.keySet());
    TreeMap<String, String> all = new TreeMap<>(query);
    all.put("X-Amz-Algorithm", ALGORITHM);
    all.put("X-Amz-Credential", credentials.accessKey() + "/" + scope);
    all.put("X-Amz-Date", time);
    all.put("X-Amz-Expires", Long.toString(seconds));
    all.put("X-Amz-SignedHeaders", names);
    if (credentials.sessionToken() != null) {
      all.put("X-Amz-Security-Token", credentials.sessionToken());
    }
    String text = canonicalQuery(all);
    String canonical = canonical(method, path, text, signed, names, UNSIGNED);
    return text + "&X-Amz-Signature=" + signature(canonical, time, scope, credentials.secretKey());
  }

  private static void add(Map<String, String> signed, String name, String value) {
    String collapsed =
        value.indexOf("  ") < 0 ? value.strip() : value.strip().replaceAll(" +", " ");
    signed.merge(name.toLowerCase(Locale.ROOT), collapsed, (a, b) -> a + "," + b);
  }

  private static String canonical(
      String method,
      String path,
      String query,
      Map<String, String> signed,
      String names,
      String payload) {
    StringBuilder out = new StringBuilder(512);
    out.append(method).append('\n').append(path).append('\n').append(query).append('\n');
    signed.forEach((name, value) -> out.append(name).append(':').append(value).append('\n'));
    return out.append('\n').append(names).append('\n').append(payload).toString();
  }

  /** Names and values, encoded and in order. */
  static String canonicalQuery(Map<String, String> query) {
    if (query.isEmpty()) {
      return "";
    }
    TreeMap<String, String> encoded = new TreeMap<>();
    query.forEach((name, value) -> encoded.put(UriText.query(name), UriText.query(value)));
    StringBuilder out = new StringBuilder();
    encoded.forEach(
        (name, value) -> {
          if (out.length() > 0) {
            out.append('&');
          }
          out.append(name).append('=').append(value);
        });
    return out.toString();
  }

  private String signature(String canonical, String time, String scope, String secret) {
    String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(canonical));
    return hex(hmac(key(secret, scope), text));
  }

  private SecretKeySpec key(String secret, String scope) {
    DayKey day = kept;
    if (day != null && day.scope().equals(scope) && day.secret().equals(secret)) {
      return day.key();
    }
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(new SecretKeySpec(key, "HmacSHA256"), part);
    }
    SecretKeySpec made = new SecretKeySpec(key, "HmacSHA256");
    kept = new DayKey(secret, scope, made);
    return made;
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
