package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.spi.Failure.Effect;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TlsTest {

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
