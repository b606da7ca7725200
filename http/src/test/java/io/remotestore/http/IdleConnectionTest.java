package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.http.WebServer.Answer;
import io.remotestore.http.WebServer.Site;
import io.remotestore.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection that idled is looked at before it is used again. */
@Timeout(60)
final class IdleConnectionTest {
  private final AtomicLong now = new AtomicLong(1);

  private Store store(String url, Path bundle) throws IOException {
    DriverContext context =
        DriverContext.system().withEnvironment(name -> null).withNanoClock(now::get);
    return Stores.over(
        HttpDrivers.open(Map.of("base_url", url, "tls_ca_bundle", bundle), context),
        StoreOptions.builder().retry(RetryPolicy.disabled()).build());
  }

  private void idle() {
    now.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  private static WebServer server(boolean tls, TestCertificate certificate, Site site)
      throws Exception {
    return tls
        ? new WebServer("https", certificate.sockets(), site)
        : new WebServer("http", ServerSocketFactory.getDefault(), site);
  }

  @Test
  void oneThatIsWellIsUsedAgain(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    for (boolean tls : new boolean[] {false, true}) {
      try (WebServer server = server(tls, certificate, asked -> Answer.text(asked.path()));
          Store store = store(server.url(), certificate.pem())) {
        for (int i = 0; i < 5; i++) {
          assertThat(store.readText("a" + i)).isEqualTo("/a" + i);
          idle();
        }
        assertThat(server.accepted()).as("tls: %s", tls).isEqualTo(1);
      }
    }
  }

  @Test
  void oneThatTheServerClosedIsNot(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    String last = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
    for (boolean tls : new boolean[] {false, true}) {
      try (WebServer server = server(tls, certificate, asked -> Answer.raw(last));
          Store store = store(server.url(), certificate.pem())) {
        for (int i = 0; i < 5; i++) {
          assertThat(store.readText("a")).isEqualTo("x");
          server.awaitClosed();
          idle();
        }
        assertThat(server.accepted()).as("tls: %s", tls).isEqualTo(5);
      }
    }
  }

  /** What nobody asked for is no reply to the next request. */
  @Test
  void oneWithBytesThatNobodyAskedForIsNot(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
    String stray = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny";
    for (boolean tls : new boolean[] {false, true}) {
      try (WebServer server = server(tls, certificate, asked -> Answer.raw(reply + stray));
          Store store = store(server.url(), certificate.pem())) {
        assertThat(store.readText("a")).isEqualTo("x");
        server.awaitClosed();
        idle();
        assertThat(store.readText("b")).isEqualTo("x");
        assertThat(server.accepted()).as("tls: %s", tls).isEqualTo(2);
      }
    }
  }
}
