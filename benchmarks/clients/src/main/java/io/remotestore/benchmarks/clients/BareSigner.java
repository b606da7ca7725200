package io.remotestore.benchmarks.clients;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 for one thread, with as little as it takes. */
final class BareSigner {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();
  private static final String PAYLOAD = "UNSIGNED-PAYLOAD";

  private final Place place;
  private final String host;
  private final MessageDigest sha256;
  private final Mac mac;
  private long second;
  private String time = "";
  private String scope = "";

  BareSigner(Place place) throws GeneralSecurityException {
    this.place = place;
    this.host = place.endpoint().getRawAuthority();
    this.sha256 = MessageDigest.getInstance("SHA-256");
    this.mac = Mac.getInstance("HmacSHA256");
  }

  /**
   * Returns the head of a request.
   *
   * @param path path and query, encoded and in the order of names
   * @param more further header lines, which are not signed, each with its end
   */
  byte[] head(String method, String path, String more) throws GeneralSecurityException {
    tick();
    int question = path.indexOf('?');
    String canonical =
        method
            + "\n"
            + (question < 0 ? path : path.substring(0, question))
            + "\n"
            + (question < 0 ? "" : path.substring(question + 1))
            + "\nhost:"
            + host
            + "\nx-amz-content-sha256:"
            + PAYLOAD
            + "\nx-amz-date:"
            + time
            + "\n\nhost;x-amz-content-sha256;x-amz-date\n"
            + PAYLOAD;
    String digest = HEX.formatHex(sha256.digest(canonical.getBytes(StandardCharsets.ISO_8859_1)));
    String signature = hmac("AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + digest);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nx-amz-content-sha256: "
            + PAYLOAD
            + "\r\nx-amz-date: "
            + time
            + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
            + place.accessKey()
            + "/"
            + scope
            + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
            + signature
            + "\r\n"
            + more
            + "\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The text of a time holds for a second, and the key for a day. */
  private void tick() throws GeneralSecurityException {
    long now = System.currentTimeMillis() / 1000;
    if (now == second) {
      return;
    }
    second = now;
    time = TIME.format(Instant.ofEpochSecond(now));
    String wanted = time.substring(0, 8) + "/" + Place.REGION + "/s3/aws4_request";
    if (wanted.equals(scope)) {
      return;
    }
    scope = wanted;
    byte[] key = ("AWS4" + place.secretKey()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      key = mac.doFinal(part.getBytes(StandardCharsets.UTF_8));
    }
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
  }

  private String hmac(String text) {
    return HEX.formatHex(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
