package io.remotestore.s3.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.remotestore.PermissionDeniedException;
import io.remotestore.Store;
import io.remotestore.s3.AwsCredentials;
import io.remotestore.s3.CredentialsProvider;
import io.remotestore.s3.S3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

final class AwsSdkCredentialsTest {
  /** The SDK finds it by {@code HOME}, which the build sets for these tests. */
  private static final Path HOME = Path.of(System.getenv("HOME"));

  private static final String START_URL = "https://corp.example.com/start";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** Answers as the portal of single sign-on, and to all else as an empty bucket. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String signed = exchange.getRequestHeaders().getFirst("Authorization");
          String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
          requests.add(path + " " + (signed != null ? signed : token));
          String body =
              path.startsWith("/federation")
                  ? "{\"roleCredentials\": {\"accessKeyId\": \"sso-key\","
                      + " \"secretAccessKey\": \"sso-secret\", \"sessionToken\": \"sso-token\","
                      + " \"expiration\": 4102444800000}}"
                  : "hello";
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          try (exchange) {
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    System.setProperty("aws.endpointUrlSso", url());
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.endpointUrlSso");
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Path config(String text) throws IOException {
    Path aws = Files.createDirectories(HOME.resolve(".aws"));
    return Files.writeString(aws.resolve("config"), text);
  }

  private static String ssoProfile() {
    return """
    [profile corp]
    sso_start_url = %s
    sso_region = eu-west-1
    sso_account_id = 123456789012
    sso_role_name = reader
    region = eu-west-1
    """
        .formatted(START_URL);
  }

  private static void logOn(String expiresAt) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-1").digest(START_URL.getBytes(StandardCharsets.UTF_8));
    Path cache = Files.createDirectories(HOME.resolve(".aws/sso/cache"));
    Path unused =
        Files.writeString(
            cache.resolve(HexFormat.of().formatHex(digest) + ".json"),
            "{\"startUrl\": \"%s\", \"region\": \"eu-west-1\", \"accessToken\": \"portal-token\", \"expiresAt\": \"%s\"}"
                .formatted(START_URL, expiresAt));
  }

  @Test
  void keysTokenAndEndAreTakenOver() throws IOException {
    Instant end = Instant.parse("2030-01-01T00:00:00Z");
    AwsCredentialsProvider session =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.builder()
                .accessKeyId("k")
                .secretAccessKey("s")
                .sessionToken("t")
                .expirationTime(end)
                .build());
    assertThat(AwsSdkCredentials.of(session).credentials())
        .isEqualTo(new AwsCredentials("k", "s", "t", end));
    AwsCredentialsProvider basic =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "s"));
    assertThat(AwsSdkCredentials.of(basic).credentials()).isEqualTo(AwsCredentials.of("k", "s"));
    assertThat(AwsSdkCredentials.of(AnonymousCredentialsProvider.create()).credentials()).isNull();
  }

  @Test
  void whatTheSdkSaysIsTold() {
    AwsCredentialsProvider failing =
        () -> {
          throw SdkClientException.create("log on first");
        };
    assertThatThrownBy(() -> AwsSdkCredentials.of(failing).credentials())
        .isInstanceOf(IOException.class)
        .hasMessage("log on first");
  }

  @Test
  void closingItClosesTheProvider() {
    AtomicInteger closed = new AtomicInteger();
    final class Closable implements AwsCredentialsProvider, SdkAutoCloseable {
      @Override
      public software.amazon.awssdk.auth.credentials.AwsCredentials resolveCredentials() {
        return AwsBasicCredentials.create("k", "s");
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }
    AwsSdkCredentials.of(new Closable()).close();
    AwsSdkCredentials.of(() -> AwsBasicCredentials.create("k", "s")).close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void aProfileSignsOnWithoutCode() throws Exception {
    Path unused = config(ssoProfile());
    logOn("2100-01-01T00:00:00Z");
    try (Store store = open()) {
      assertThat(store.readText("a.txt")).isEqualTo("hello");
      assertThat(store.readText("a.txt")).isEqualTo("hello");
    }
    assertThat(requests).hasSize(3);
    assertThat(requests.get(0)).isEqualTo("/federation/credentials portal-token");
    assertThat(requests.get(1)).startsWith("/data/a.txt AWS4-HMAC-SHA256 Credential=sso-key/");
  }

  /** Why what has no end is asked for again all the same. */
  @Test
  void theSdkDoesNotSayTheEndOfALogOn() throws Exception {
    logOn("2100-01-01T00:00:00Z");
    CredentialsProvider credentials =
        new AwsSdkProfiles().open("corp", HOME.resolve(".aws/none"), config(ssoProfile()));
    assertThat(credentials.credentials())
        .isEqualTo(new AwsCredentials("sso-key", "sso-secret", "sso-token", null));
    ((AwsSdkCredentials) credentials).close();
  }

  @Test
  void aLogOnThatEndedIsTold() throws Exception {
    Path unused = config(ssoProfile());
    logOn("2020-01-01T00:00:00Z");
    try (Store store = open()) {
      assertThatThrownBy(() -> store.readText("a.txt"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("the profile 'corp' of the file")
          .hasMessageContaining("expired")
          .hasMessageNotContaining("portal-token");
    }
    assertThat(requests).isEmpty();
  }

  private Store open() {
    return S3.bucket("data")
        .endpoint(url())
        .option("profile", "corp")
        .option("checksum", "none")
        .open();
  }
}
