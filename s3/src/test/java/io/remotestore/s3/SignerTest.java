package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Headers;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of the API reference of S3, and what they leave open; the signatures of the rest
 * were computed by another implementation, which gives those of the examples too.
 */
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

  private String ofHeaders(Headers headers) {
    return authorization("PUT", "/a", Map.of(), headers, NOTHING);
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

  // ---------------------------------------------------------------- fields

  @Test
  void aRunOfBlanksInAValueIsOne() {
    Headers headers =
        Headers.create()
            .add("cache-control", "no-cache,   no-store")
            .add("x-amz-meta-b", "one    two  three");
    assertThat(ofHeaders(headers))
        .endsWith("Signature=133df87c6bd42d08a868e71cff71d95bc7baf21dd2b19a8f55dacdb5564d9d9c");
  }

  @Test
  void blanksAroundAValueDoNotCount() {
    assertThat(ofHeaders(Headers.create().add("x-amz-meta-b", "   one two  ")))
        .isEqualTo(ofHeaders(Headers.create().add("x-amz-meta-b", "one two")))
        .endsWith("Signature=aa1f3fee291f5f647b10f0d30a0f4e658d039039d0fa3d64aaf36c19eb16ee85");
  }

  @Test
  void anEmptyValueIsSigned() {
    assertThat(ofHeaders(Headers.create().add("x-amz-meta-b", "")))
        .endsWith("Signature=bc65f6b965c2e6c985dc47cfddbd365dcb1dd3e4d18d724e5a82f26b46bcc0e2");
  }

  @Test
  void valuesOfOneNameAreJoinedInTheirOrder() {
    Headers headers =
        Headers.create()
            .add("x-amz-meta-b", "one")
            .add("x-amz-meta-b", " two")
            .add("x-amz-meta-a", "z");
    assertThat(ofHeaders(headers))
        .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-a;x-amz-meta-b,")
        .endsWith("Signature=9fae0da27ae82c743e9b19ee91cd09994c97acce43c93518f94b426f6ae3b197");
  }

  @Test
  void namesAreSignedInLowerCase() {
    assertThat(ofHeaders(Headers.create().add("X-Amz-Meta-B", "one")))
        .isEqualTo(ofHeaders(Headers.create().add("x-amz-meta-b", "one")))
        .endsWith("Signature=a56de391e7f7bdcdcbe8848f238c6af507d3661121c102edade6ee8282bb7059");
  }

  @Test
  void namesThatBeginAlikeAreInTheOrderOfTheirCharacters() {
    Headers headers =
        Headers.create()
            .add("x-amz-meta-a-b", "1")
            .add("x-amz-meta-a", "2")
            .add("x-amz-meta-a_b", "3")
            .add("x-amz-meta-ab", "4");
    assertThat(ofHeaders(headers))
        .contains(
            "SignedHeaders=host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-meta-a;x-amz-meta-a-b;x-amz-meta-a_b;x-amz-meta-ab,")
        .endsWith("Signature=16be2b83ff9c3ecd04ef2992d631fd1d9609fe3c72a87dd5767c6502c7e1b91a");
  }

  /** A field is sent in ISO 8859-1, and that is what a server compares. */
  @Test
  void whatIsNoAsciiIsSignedAsItIsSent() {
    Headers headers =
        Headers.create().add("content-disposition", "attachment; filename=\"\u00e9.txt\"");
    assertThat(ofHeaders(headers))
        .endsWith("Signature=a168ba586c95d358d8cfbcd34ea956eb1be41bedc8ff90f95c1efe92f6f68e66");
  }

  @Test
  void theTokenOfASessionIsSigned() {
    AwsCredentials session =
        new AwsCredentials(
            CREDENTIALS.accessKey(), CREDENTIALS.secretKey(), "a/session+token==", null);
    Headers headers = Headers.create();
    signer.sign("GET", HOST, "/a", "", headers, NOTHING, session, "us-east-1", TIME);
    assertThat(headers.first("x-amz-security-token")).isEqualTo("a/session+token==");
    assertThat(headers.first("Authorization"))
        .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,")
        .endsWith("Signature=a7188d072d216c48e5e751e44272c60d0cad2ae2797046a925fdac4e6b8a7c51");
  }

  @Test
  void aPortThatIsNotTheUsualOneIsPartOfTheHost() {
    Endpoint endpoint = Endpoint.of(URI.create("http://127.0.0.1:9000"));
    Headers headers = Headers.create();
    signer.sign(
        "GET",
        endpoint.authority(),
        "/examplebucket/a",
        "",
        headers,
        NOTHING,
        CREDENTIALS,
        "us-east-1",
        TIME);
    assertThat(headers.first("Authorization"))
        .endsWith("Signature=7e2aa38d99b5583f646e87fc5c2c2808477451df7c2eb85ccabf7b5120f4cc9d");
    assertThat(Endpoint.of(URI.create("https://" + HOST + ":443")).authority()).isEqualTo(HOST);
  }

  // ---------------------------------------------------------------- paths and queries

  /** Keys are encoded once, and nothing of them is taken for a step. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a//b d3b7d8e709518ef28050efa35968623c064ee44d1a12877eab753fd6548bb875",
        "a/../b 926525921efadecaee269fdb73a1197143c44cfbdd7210ebeddfcf014cb7b278",
        "./a 5393c19abc82137618702734bfc56c8e422a5eff269d4835e9c217b0dc91d120",
        "/a 821c77becd4c7648c7d33a6599a220f3e17ce153baaf7bf56e9243489fcffec8",
        "\u00e9/\u65e5\u672c/\ud83d\ude00 4ff541ec5a0743a02829ee98f92e512fa26c69ed09580d8ac7132e0b98db630f",
        "a+b 7523a42446ee9a64714e5f5dd7b1170963c0ad092ceaf8e589232dbc7873cc91",
        "a~b 36d96ab4345408f430927580cc59aa18fc4e626ba984458110e6f0bec34d2f00",
        "a%2Fb c12d7620eb77f6a686cf05549f99218d4159253a200c16657e0e636b65d4d132",
        "a=b&c?d#e 2724054471b53439fe0a36a12c157cce00e7dfc56ce90f352f347343680a0443",
        "a:b@c,d;e$f 1131653f10633f0269edf93f972da0a13dcc0d72f02ad33dc753c93fd03096dd",
        "'a b' 148958ace6e83bc7d9893e7fb92c63d466140bd5acf2a0722d6fea26964f5651",
      })
  void aKeyIsSignedAsItIs(String key, String signature) {
    String path = "/" + UriText.path(key);
    assertThat(authorization("GET", path, Map.of(), Headers.create(), NOTHING))
        .endsWith("Signature=" + signature);
  }

  @Test
  void aQueryIsInTheOrderOfItsEncodedNames() {
    Map<String, String> query =
        Map.of(
            "a:b",
            "1",
            "a-b",
            "2",
            "\u00e9",
            "3",
            "z",
            "4",
            "prefix",
            "a b/\u00e9+~*",
            "delimiter",
            "/");
    assertThat(Signer.canonicalQuery(query))
        .isEqualTo("%C3%A9=3&a%3Ab=1&a-b=2&delimiter=%2F&prefix=a%20b%2F%C3%A9%2B~%2A&z=4");
    assertThat(authorization("GET", "/", query, Headers.create(), NOTHING))
        .endsWith("Signature=f775f2f60722b73065527c17f8ed583cae05e7cda706970e94a2df87dccff3a7");
  }

  @Test
  void anEmptyValueOfAQueryKeepsItsSign() {
    Map<String, String> query = Map.of("versions", "", "prefix", "", "key-marker", "x");
    assertThat(Signer.canonicalQuery(query)).isEqualTo("key-marker=x&prefix=&versions=");
    assertThat(authorization("GET", "/", query, Headers.create(), NOTHING))
        .endsWith("Signature=f88bbd353885f15db051a57c93a9256d4b4d6548a23c3de09426719762e4ca39");
  }
}
