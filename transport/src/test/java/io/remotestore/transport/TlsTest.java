package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

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

@Timeout(60)
final class TlsTest {

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
