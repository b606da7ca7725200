package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Opening connections: it ends in time, whatever the other side does. */
@Timeout(30)
final class ConnectorTest {
  private final TestCall call = new TestCall();

  private static HttpRequest get(Endpoint endpoint) {
    return new HttpRequest("GET", endpoint, "/", Headers.create(), null, Reuse.ANY);
  }

  private static TransportOptions.Builder patience(int millis) {
    return TransportOptions.builder().connectTimeout(Duration.ofMillis(millis));
  }

  private static Endpoint tls(String host, int port) {
    return new Endpoint(Endpoint.Security.TLS, host, port);
  }

  private TransportException failure(TransportOptions options, Endpoint endpoint)
      throws IOException {
    try (Transport transport = Transport.open(options)) {
      return catchThrowableOfType(
          TransportException.class, () -> transport.send(get(endpoint), call));
    }
  }

  // ---------------------------------------------------------------- silence

  @Test
  void aSilentProxyIsNotWaitedForLongerThanConnectingMayTake() throws IOException {
    try (ScriptedServer proxy = new ScriptedServer(ScriptedServer.Exchange::untilClosed)) {
      ProxyOptions way = new ProxyOptions("127.0.0.1", proxy.port(), null, List.of());
      TransportException failure =
          failure(patience(1000).proxy(way).build(), tls("store.example", 443));
      assertThat(failure.reached()).isEqualTo(Reached.NOT_SENT);
      assertThat(failure)
          .hasMessage("no connection to the proxy " + way + ": it took longer than 1000 ms");
      assertThat(call.hooks()).isZero();
    }
  }

  @Test
  void aServerThatAnswersNoHandshakeIsNotWaitedForEither() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.Exchange::untilClosed)) {
      Endpoint endpoint = tls("127.0.0.1", server.port());
      assertThat(failure(patience(1000).build(), endpoint))
          .hasMessage("no connection to " + endpoint + ": it took longer than 1000 ms");
    }
  }

  @Test
  void closingTheTransportEndsAttempts() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer proxy =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              asked.countDown();
              exchange.untilClosed();
            })) {
      ProxyOptions way = new ProxyOptions("127.0.0.1", proxy.port(), null, List.of());
      Transport transport = Transport.open(TransportOptions.builder().proxy(way).build());
      CompletableFuture<TransportException> thrown = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () ->
                  thrown.complete(
                      catchThrowableOfType(
                          TransportException.class,
                          () -> transport.send(get(tls("store.example", 443)), call))));
      caller.start();
      asked.await();
      transport.close();
      assertThat(thrown.get(20, TimeUnit.SECONDS)).hasMessageContaining("the transport was closed");
      caller.join();
    }
  }

  // ---------------------------------------------------------------- addresses

  @Test
  @EnabledOnOs(OS.LINUX) // how many wait in a queue that nobody looks at is its own rule
  void anAddressThatDoesNotAnswerLeavesTheOthersTheirTime() throws IOException {
    try (ServerSocket hole = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
        ServerSocket server =
            new ServerSocket(hole.getLocalPort(), 50, InetAddress.getByName("127.0.0.3"))) {
      // What nobody accepts fills the queue; whoever comes then waits for an answer.
      try (Socket first = new Socket(hole.getInetAddress(), hole.getLocalPort());
          Socket second = new Socket(hole.getInetAddress(), hole.getLocalPort())) {
        assertThat(first.isConnected() && second.isConnected()).isTrue();
        Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "two.test", hole.getLocalPort());
        InetAddress[] addresses = {hole.getInetAddress(), server.getInetAddress()};
        TransportOptions options =
            patience(2500).nanoClock(() -> 1).resolver(host -> addresses).build();
        Lookups lookups = new Lookups(options, Runnable::run);
        Connector connector = new Connector(options, Tls.open(options.tls()), lookups, () -> {});
        assertThat(waitedForTheFirst(connector, endpoint)).isTrue();
        assertThat(connector.isIdle()).isTrue();
      }
    }
  }

  /** Connects, beginning with either address, until it was the one that does not answer. */
  private boolean waitedForTheFirst(Connector connector, Endpoint endpoint) throws IOException {
    for (int i = 0; i < 50; i++) {
      long begin = System.nanoTime();
      connector.open(endpoint, call).abort("seen");
      if (System.nanoTime() - begin >= Duration.ofSeconds(1).toNanos()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void timeIsSharedByTheAddressesThatAreLeft() {
    long second = Duration.ofSeconds(1).toNanos();
    assertThat(Connector.share(10 * second, 4)).isEqualTo(10 * second / 4);
    assertThat(Connector.share(10 * second, 1)).isEqualTo(10 * second);
    assertThat(Connector.share(10 * second, 100)).as("the least").isEqualTo(second);
    assertThat(Connector.share(second / 2, 3)).isEqualTo(second / 2);
  }

  // ---------------------------------------------------------------- names

  @Test
  void aCancelledCallEndsItsLookup() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    TransportOptions options =
        TransportOptions.builder()
            .resolver(
                host -> {
                  asked.countDown();
                  await(end);
                  return new InetAddress[] {InetAddress.getLoopbackAddress()};
                })
            .build();
    Thread canceller =
        new Thread(
            () -> {
              await(asked);
              call.cancel();
            });
    canceller.start();
    Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "slow.test", 80);
    try {
      assertThat(failure(options, endpoint))
          .hasMessage("no connection to http://slow.test: the call was ended");
      assertThat(call.hooks()).isZero();
    } finally {
      end.countDown();
    }
    canceller.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBrokenResolverIsTold() throws IOException {
    TransportOptions options =
        TransportOptions.builder()
            .resolver(
                host -> {
                  throw new IllegalStateException("no table");
                })
            .build();
    try (Transport transport = Transport.open(options)) {
      assertThatThrownBy(
              () ->
                  transport.send(get(new Endpoint(Endpoint.Security.PLAIN, "any.test", 80)), call))
          .isInstanceOf(TransportException.class)
          .hasMessage("no connection to http://any.test: the name could not be looked up")
          .hasRootCauseMessage("no table");
    }
  }
}
