package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.ConfigException;
import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that serve only those who show a certificate. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before all tests
final class ClientCertificateTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @TempDir private static Path folder;
  private static TestKeys server;
  private static TestKeys client;
  private static TestKeys other;

  private final TestCall call = new TestCall();

  @BeforeAll
  static void makeKeys() throws Exception {
    server = TestKeys.make(folder, "server", "EC", "IP:127.0.0.1");
    client = TestKeys.make(folder, "client", "EC", "DNS:client.test");
    other = TestKeys.make(folder, "other", "EC", "DNS:other.test");
  }

  private static ScriptedServer asking(String protocol) throws Exception {
    return new ScriptedServer(
        TestTls.of(server, client, protocol),
        exchange -> {
          while (true) {
            exchange.head();
            exchange.say(OK);
          }
        });
  }

  private static Path file(String... parts) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "keys", ".pem"), String.join("", parts));
  }

  private static Transport showing(Path keys) throws IOException {
    return Transport.open(
        TransportOptions.builder().tls(new TlsOptions(server.bundle(), keys)).build());
  }

  private String text(Transport transport, ScriptedServer server) throws IOException {
    HttpRequest get =
        new HttpRequest("GET", server.endpoint(), "/", Headers.create(), null, Reuse.ANY);
    try (HttpResponse response = transport.send(get, call)) {
      return new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoShowsItIsServed(String protocol) throws Exception {
    try (ScriptedServer server = asking(protocol);
        Transport transport = showing(file(client.certificate(), client.key()))) {
      assertThat(text(transport, server)).isEqualTo("hi");
      assertThat(text(transport, server)).isEqualTo("hi");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void theKeyMayStandBeforeTheCertificateAndWordsBetween() throws Exception {
    Path keys =
        file("Key of a test\n", client.key(), "and its certificate\n", client.certificate());
    try (ScriptedServer server = asking("TLSv1.3");
        Transport transport = showing(keys)) {
      assertThat(text(transport, server)).isEqualTo("hi");
    }
  }

  // ---------------------------------------------------------------- refused

  private TransportException refused(String protocol, TlsOptions options) throws Exception {
    try (ScriptedServer server = asking(protocol);
        Transport transport = Transport.open(TransportOptions.builder().tls(options).build())) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> text(transport, server));
      assertThat(failure).as("served").isNotNull();
      assertThat(server.heads()).isEmpty();
      assertThat(transport.openConnections()).isZero();
      assertThat(call.hooks()).isZero();
      return failure;
    }
  }

  /** Which alert a server sends depends on its JDK. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoShowsNoneIsTold(String protocol) throws Exception {
    TransportException failure = refused(protocol, new TlsOptions(server.bundle(), null));
    assertThat(failure)
        .hasMessageMatching(
            "no connection to https://127\\.0\\.0\\.1:\\d+: .*(certificate|handshake_failure).*");
    assertThat(failure.reached()).isEqualTo(Reached.NOT_SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoShowsAnotherIsTold(String protocol) throws Exception {
    Path keys = file(other.certificate(), other.key());
    TransportException failure = refused(protocol, new TlsOptions(server.bundle(), keys));
    assertThat(failure)
        .hasMessageMatching(
            "no connection to https://127\\.0\\.0\\.1:\\d+: .*(certificate|handshake_failure).*");
    assertThat(failure.reached()).isEqualTo(Reached.NOT_SENT);
  }

  // ---------------------------------------------------------------- wrong files

  private static void isWrong(Path keys, String problem) {
    assertThatThrownBy(() -> showing(keys).close())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(keys + ": " + problem);
  }

  @Test
  void aKeyOfAnotherCertificateIsNoticedAtOnce() throws Exception {
    isWrong(
        file(client.certificate(), other.key()), "the private key is not that of the certificate");
  }

  @Test
  void aKeyOfAnotherKindIsNoticedAtOnce() throws Exception {
    TestKeys rsa = TestKeys.make(folder, "rsa", "RSA", "DNS:rsa.test");
    String problem = "the private key is broken, or of another kind than the certificate";
    isWrong(file(client.certificate(), rsa.key()), problem);
    isWrong(file(rsa.certificate(), client.key()), problem);
    TestKeys another = TestKeys.make(folder, "another", "RSA", "DNS:another.test");
    isWrong(
        file(rsa.certificate(), another.key()), "the private key is not that of the certificate");
    try (Transport transport = showing(file(rsa.certificate(), rsa.key()))) {
      assertThat(transport.openConnections()).isZero();
    }
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    isWrong(file(client.certificate()), "there is no private key (PKCS #8, not encrypted)");
    isWrong(file(client.key()), "there is no certificate, or a broken one");
    isWrong(file("nothing of the kind"), "there is no certificate, or a broken one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void aKeyInAnotherFormIsTold(String label) throws Exception {
    String key = client.key().replace("PRIVATE KEY", label);
    isWrong(file(client.certificate(), key), "there is no private key (PKCS #8, not encrypted)");
  }

  @Test
  void whatIsBrokenIsTold() throws Exception {
    String problem = "the private key is broken, or of another kind than the certificate";
    String cut = client.key().replaceFirst("\\w{8}", "%");
    isWrong(file(client.certificate(), cut), problem);
    String other = TestKeys.pem("PRIVATE KEY", new byte[] {1, 2, 3});
    isWrong(file(client.certificate(), other), problem);
    String certificate = TestKeys.pem("CERTIFICATE", new byte[] {1, 2, 3});
    isWrong(file(certificate, client.key()), "there is no certificate, or a broken one");
  }

  @Test
  void aBundleThatIsNoneIsTold() throws Exception {
    Path none = file(client.key());
    assertThatThrownBy(
            () ->
                Transport.open(TransportOptions.builder().tls(new TlsOptions(none, null)).build()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(none + ": there is no certificate, or a broken one");
  }
}
