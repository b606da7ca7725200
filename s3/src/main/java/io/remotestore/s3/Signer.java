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
 * reference of S3</a> has it. For any number of threads; the key of the day is kept, and so is what
 * it makes, since asking the JDK for a new one costs more than a signature.
 */
final class Signer {
  /** The value for a body that the signature does not cover. */
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final HexFormat HEX = HexFormat.of();

  /** A prototype, used only to be copied. */
  private static final MessageDigest SHA256 = sha256();

  private final String service;

  /** The last signing key. A thread that needs another one makes its own. */
  private volatile @Nullable DayKey kept;

  /** The last second and its text. */
  private volatile @Nullable Second second;

  /** A key, and a code made with it that is never used but to be copied. */
  private record DayKey(String secret, String scope, Mac mac) {}

  private record Second(long epoch, String text) {}

  Signer(String service) {
    this.service = service;
  }

  /**
   * Adds the headers of a signed request.
   *
   * @param path the path as it goes on the wire
   * @param query the query as it goes on the wire, from {@link #canonicalQuery}
   * @param headers the headers to sign, without {@code host}; receives time, token and signature
   * @param payload the digest of the body, or the value for a body that is not signed
   */
  void sign(
      String method,
      String host,
      String path,
      String query,
      Headers headers,
      String payload,
      AwsCredentials credentials,
      String region,
      Instant now) {
    String time = text(now);
    headers.add("x-amz-date", time);
    headers.add("x-amz-content-sha256", payload);
    if (credentials.sessionToken() != null) {
      headers.add("x-amz-security-token", credentials.sessionToken());
    }
    SignedHeaders signed = new SignedHeaders();
    signed.add("host", host);
    headers.forEach(signed::add);
    String names = signed.names();
    String scope = scope(time, region);
    String signature =
        signature(
            canonical(method, path, query, signed, names, payload),
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
    String time = text(now);
    String scope = scope(time, region);
    SignedHeaders signed = new SignedHeaders();
    signed.add("host", host);
    headers.forEach(signed::add);
    String names = signed.names();
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

  private String text(Instant now) {
    long epoch = now.getEpochSecond();
    Second last = second;
    if (last != null && last.epoch() == epoch) {
      return last.text();
    }
    Second made = new Second(epoch, TIME.format(now));
    second = made;
    return made.text();
  }

  private String scope(String time, String region) {
    return time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
  }

  private static String canonical(
      String method,
      String path,
      String query,
      SignedHeaders signed,
      String names,
      String payload) {
    StringBuilder out = new StringBuilder(512);
    out.append(method).append('\n').append(path).append('\n').append(query).append('\n');
    signed.appendTo(out);
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

  // ---------------------------------------------------------------- the signature itself

  private String signature(String canonical, String time, String scope, String secret) {
    // The form on the wire: characters of fields are bytes, and all else is ASCII.
    byte[] sent = canonical.getBytes(StandardCharsets.ISO_8859_1);
    byte[] digest = copyOf(SHA256).digest(sent);
    String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + HEX.formatHex(digest);
    return HEX.formatHex(hmac(mac(secret, scope), text));
  }

  private Mac mac(String secret, String scope) {
    DayKey day = kept;
    if (day != null && day.scope().equals(scope) && day.secret().equals(secret)) {
      return copyOf(day.mac());
    }
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(newMac(key), part);
    }
    Mac made = newMac(key);
    kept = new DayKey(secret, scope, made);
    return copyOf(made);
  }

  private static byte[] hmac(Mac mac, String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac newMac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static Mac copyOf(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HmacSHA256 of this Java cannot be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static MessageDigest copyOf(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this Java cannot be copied", e);
    }
  }
}
