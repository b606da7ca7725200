package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.spi.Failure.Effect;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TlsTest {
  private static final int APPLICATION_DATA = 23;

  /** Asking again changes neither a certificate nor the name in it. */
  @ParameterizedTest
  @ValueSource(strings = {"unknown issuer", "another name"})
  void whatIsNotTrustedIsNoPassingFailure(String wrong, @TempDir Path folder) throws Exception {
    boolean named = wrong.equals("unknown issuer");
    TestKeys keys =
        TestKeys.make(folder, "server", "EC", named ? "IP:127.0.0.1" : "DNS:other.test");
    TlsOptions trust = named ? TlsOptions.defaults() : new TlsOptions(keys.bundle(), null);
    TransportOptions options = TransportOptions.builder().tls(trust).build();
    try (ScriptedServer server =
            new ScriptedServer(TestTls.of(keys), ScriptedServer.Exchange::untilClosed);
        Transport transport = Transport.open(options)) {
      HttpRequest get =
          new HttpRequest(
              "GET", server.endpoint(), "/", Headers.create(), null, HttpRequest.Reuse.ANY);
      TransportException error =
          catchThrowableOfType(TransportException.class, () -> transport.send(get, new TestCall()));
      assertThat(error.failure().kind()).isEqualTo(Kind.UNTRUSTED);
      assertThat(error.failure().kind().passing()).isFalse();
      assertThat(error.failure().effect()).isEqualTo(Effect.NOT_SENT);
    }
  }

  /** The JDK has two forms of the text, and three exceptions. */
  @ParameterizedTest
  @CsvSource({
    "access_denied, UNTRUSTED",
    "bad_certificate, UNTRUSTED",
    "bad_certificate_hash_value, UNTRUSTED",
    "bad_certificate_status_response, UNTRUSTED",
    "certificate_expired, UNTRUSTED",
    "certificate_required, UNTRUSTED",
    "certificate_revoked, UNTRUSTED",
    "certificate_unknown, UNTRUSTED",
    "certificate_unobtainable, UNTRUSTED",
    "handshake_failure, UNTRUSTED",
    "inappropriate_fallback, UNTRUSTED",
    "insufficient_security, UNTRUSTED",
    "missing_extension, UNTRUSTED",
    "no_application_protocol, UNTRUSTED",
    "protocol_version, UNTRUSTED",
    "unknown_ca, UNTRUSTED",
    "unknown_psk_identity, UNTRUSTED",
    "unrecognized_name, UNTRUSTED",
    "unsupported_certificate, UNTRUSTED",
    "unsupported_extension, UNTRUSTED",
    "bad_record_mac, UNAVAILABLE",
    "close_notify, UNAVAILABLE",
    "decode_error, UNAVAILABLE",
    "decompression_failure, UNAVAILABLE",
    "decrypt_error, UNAVAILABLE",
    "decryption_failed, UNAVAILABLE",
    "illegal_parameter, UNAVAILABLE",
    "internal_error, UNAVAILABLE",
    "record_overflow, UNAVAILABLE",
    "unexpected_message, UNAVAILABLE",
    "user_canceled, UNAVAILABLE",
    "UNKNOWN ALERT (250), UNAVAILABLE",
  })
  void eachAlertIsARefusalOrPasses(String alert, Kind kind) {
    String old = "Received fatal alert: " + alert;
    for (SSLException cause :
        List.of(
            new SSLException(old),
            new SSLHandshakeException(old),
            new SSLProtocolException("(" + alert + ") " + old))) {
      TransportException error = new TransportException(Reached.UNKNOWN, "x", cause);
      assertThat(error.failure().kind()).as("%s", cause).isEqualTo(kind);
    }
  }

  /** A record that was changed on its way is repeated. */
  @Test
  void anAlertAboutADamagedRecordPasses(@TempDir Path folder) throws Exception {
    TestKeys keys = TestKeys.make(folder, "server", "EC", "IP:127.0.0.1");
    TransportOptions options =
        TransportOptions.builder().tls(new TlsOptions(keys.bundle(), null)).build();
    try (ScriptedServer server =
            new ScriptedServer(TestTls.of(keys, "TLSv1.2"), ScriptedServer.Exchange::untilClosed);
        ScriptedServer between = new ScriptedServer(exchange -> relay(exchange, server.port()));
        Transport transport = Transport.open(options)) {
      Endpoint damaging = new Endpoint(Endpoint.Security.TLS, "127.0.0.1", between.port());
      HttpRequest get =
          new HttpRequest("GET", damaging, "/", Headers.create(), null, HttpRequest.Reuse.ANY);
      TransportException error =
          catchThrowableOfType(TransportException.class, () -> transport.send(get, new TestCall()));
      assertThat(error).hasStackTraceContaining("bad_record_mac");
      assertThat(error.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  /** Passes records on, and flips a bit in those of data. */
  private static void relay(ScriptedServer.Exchange client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread down =
          new Thread(
              () -> {
                try {
                  server.getInputStream().transferTo(client.out());
                  client.close();
                } catch (IOException e) {
                  // One side is gone, and the other sees the end of its connection.
                }
              });
      down.start();
      while (true) {
        byte[] head = client.in().readNBytes(5);
        if (head.length < 5) {
          return;
        }
        byte[] record = client.in().readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff));
        record[record.length - 1] ^= head[0] == APPLICATION_DATA ? (byte) 1 : 0;
        server.getOutputStream().write(head);
        server.getOutputStream().write(record);
      }
    }
  }

  /** Nor would it if many came at once: there is nothing that one of them holds. */
  @Test
  void noHandshakeWaitsForALock(@TempDir Path folder) throws Exception {
    TestKeys keys = TestKeys.make(folder, "server", "EC", "IP:127.0.0.1");
    Tls tls = Tls.open(new TlsOptions(keys.bundle(), null));
    try (ScriptedServer server =
        new ScriptedServer(TestTls.of(keys), ScriptedServer.Exchange::untilClosed)) {
      CompletableFuture<String> shaken = new CompletableFuture<>();
      Thread other =
          new Thread(
              () -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    SSLSocket secure = tls.wrap(socket, server.endpoint())) {
                  shaken.complete(secure.getSession().getProtocol());
                } catch (IOException e) {
                  shaken.completeExceptionally(e);
                }
              });
      synchronized (tls) {
        other.start();
        assertThat(shaken.get(30, TimeUnit.SECONDS)).isEqualTo("TLSv1.3");
      }
      other.join();
    }
  }
}
