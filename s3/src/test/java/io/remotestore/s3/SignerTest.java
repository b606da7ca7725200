package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.transport.Headers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the API reference of S3. */
class SignerTest {
  private static final AwsCredentials CREDENTIALS =
      AwsCredentials.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final Signer signer = new Signer("s3");

  private String authorization(
      String method, String path, Map<String, String> query, Headers headers, String payload) {
    signer.sign(
        method,
        HOST,
        path,
        Signer.canonicalQuery(query),
        headers,
        payload,
        CREDENTIALS,
        "us-east-1",
        TIME);
    return String.valueOf(headers.first("Authorization"));
  }

  @Test
  void aReadOfARange() {
    Headers headers = Headers.create().add("Range", "bytes=0-9");
    assertThat(authorization("GET", "/test.txt", Map.of(), headers, NOTHING))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void aWrite() {
    Headers headers =
        Headers.create()
            .add("Date", "Fri, 24 May 2013 00:00:00 GMT")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY");
    String payload = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    assertThat(
            authorization("PUT", "/" + UriText.path("test$file.text"), Map.of(), headers, payload))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void aQueryWithoutAValue() {
    assertThat(authorization("GET", "/", Map.of("lifecycle", ""), Headers.create(), NOTHING))
        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void aListing() {
    Map<String, String> query = Map.of("max-keys", "2", "prefix", "J");
    assertThat(authorization("GET", "/", query, Headers.create(), NOTHING))
        .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void aUrlThatIsSignedByItself() {
    assertThat(
            signer.presign(
                "GET",
                HOST,
                "/test.txt",
                Map.of(),
                Map.of(),
                CREDENTIALS,
                "us-east-1",
                TIME,
                86400))
        .isEqualTo(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524"
                + "%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }
}
