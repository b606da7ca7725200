package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
final class FaultProxyTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n";

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final List<Closeable> open = new ArrayList<>();
  private CountingServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new CountingServer();
    open.add(server);
  }

  @AfterEach
  void closeAll() throws IOException {
    Collections.reverse(open);
    for (Closeable each : open) {
      each.close();
    }
  }

  private FaultProxy http(FaultPlan plan) throws IOException {
    FaultProxy proxy = FaultProxy.http(server.address(), plan, waits::add);
    open.add(proxy);
    return proxy;
  }

  private FaultProxy tcp(FaultPlan plan) throws IOException {
    FaultProxy proxy = FaultProxy.tcp(server.address(), plan, waits::add);
    open.add(proxy);
    return proxy;
  }

  private Client client(FaultProxy proxy) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(10_000);
    Client client = new Client(socket);
    open.add(client);
    return client;
  }

  /** Says and hears bytes. */
  private record Client(Socket socket) implements Closeable {
    void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String hear(int bytes) throws IOException {
      return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    void hears(String text) throws IOException {
      assertThat(hear(text.length())).isEqualTo(text);
    }

    String rest() throws IOException {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    void isReset() {
      assertThatThrownBy(
              () -> {
                InputStream in = socket.getInputStream();
                while (in.read() >= 0) {}
              })
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String chunked(String chunks) {
    return "Transfer-Encoding: chunked\r\n\r\n" + chunks + "\r\n0\r\nTrailer: x\r\n\r\n";
  }

  private static String put(String path, String body) {
    return "PUT " + path + " HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  // ---------------------------------------------------------------- nothing goes wrong

  @Test
  void requestsAndRepliesOfAllFormsPass() throws IOException {
    FaultProxy proxy = http(FaultPlan.none());
    Client client = client(proxy);
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.hears(HEAD + "GET /a");
    client.say("HEAD /a HTTP/1.1\r\n\r\n");
    client.hears("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n");
    client.say("GET /nothing HTTP/1.1\r\n\r\n");
    client.hears("HTTP/1.1 204 Nothing\r\n\r\n");
    client.say("PUT /chunked HTTP/1.1\r\n" + chunked("3\r\nabc\r\n2;x=y\r\nde"));
    client.hears("HTTP/1.1 200 OK\r\n" + chunked("9;x=y\r\nPUT /chun\r\n9;x=y\r\nked abcde"));
    client.say(put("/b", "12345") + put("/b", "67890"));
    client.hears("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nPUT /b 12345");
    client.hears("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nPUT /b 67890");
    client.say("GET /to-the-end HTTP/1.1\r\n\r\n");
    assertThat(client.rest()).isEqualTo("HTTP/1.1 200 OK\r\n\r\nGET /to-the-end");
    assertThat(server.arrived).hasSize(7);
    assertThat(proxy.exchanges()).isEqualTo(7);
    assertThat(proxy.connections()).isEqualTo(1);
    assertThat(proxy.faults()).isZero();
    assertThat(proxy.problems()).isEmpty();
  }

  @Test
  void whoWaitsWithABodyIsToldToGoOn() throws IOException {
    Client client = client(http(FaultPlan.none()));
    client.say("PUT /a HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    client.hears("HTTP/1.1 100 Continue\r\n\r\n");
    client.say("xy");
    client.hears("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nPUT /a xy");
  }

  @Test
  void aReplyThatComesBeforeTheBodyPasses() throws IOException {
    Client client = client(http(FaultPlan.none()));
    client.say("PUT /early HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody");
    assertThat(client.hear(16)).isEqualTo("HTTP/1.1 403 No\r");
  }

  @Test
  void whatIsNotHttpIsAProblem() throws IOException {
    FaultProxy proxy = http(FaultPlan.none());
    Client client = client(proxy);
    client.say("hello\r\n\r\n");
    assertThat(client.rest()).isEmpty();
    assertThat(proxy.problems()).containsExactly("not HTTP: hello");
  }

  @Test
  void aPlanThatThrowsIsAProblem() throws IOException {
    FaultProxy proxy =
        http(
            exchange -> {
              throw new IllegalStateException("no plan for " + exchange);
            });
    Client client = client(proxy);
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.isReset();
    assertThat(proxy.problems())
        .containsExactly(
            "java.lang.IllegalStateException: no plan for GET /a (1, 1 of connection 1)");
  }

  @Test
  void closingEndsConnections() throws IOException {
    FaultProxy proxy = http(FaultPlan.none());
    Client client = client(proxy);
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.hears(HEAD + "GET /a");
    proxy.close();
    assertThat(client.rest()).isEmpty();
    assertThat(proxy.problems()).isEmpty();
  }

  @Test
  void withoutAServerConnectionsEnd() throws IOException {
    server.close();
    Client client = client(http(FaultPlan.none()));
    client.say("GET /a HTTP/1.1\r\n\r\n");
    assertThat(client.rest()).isEmpty();
  }

  // ---------------------------------------------------------------- faults of requests

  @Test
  void aRefusedRequestDoesNotReachTheServer() throws IOException {
    FaultProxy proxy = http(FaultPlan.script(WireFault.refused()));
    Client client = client(proxy);
    client.say(put("/a", "x"));
    client.isReset();
    assertThat(server.arrived).isEmpty();
    assertThat(proxy.faults()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "close"})
  void aCutRequestArrivesInPart(String end) throws Exception {
    String request = put("/a", "0123456789");
    long most = request.length() - 5L;
    boolean reset = end.equals("reset");
    Client client =
        client(
            http(
                FaultPlan.script(
                    reset
                        ? WireFault.requestResetAfter(most)
                        : WireFault.requestClosedAfter(most))));
    client.say(request);
    if (reset) {
      client.isReset();
    } else {
      assertThat(client.rest()).isEmpty();
    }
    assertThat(server.arrived.take()).isEqualTo("cut");
  }

  @Test
  void aShortRequestIsCutAtItsEnd() throws Exception {
    Client client = client(http(FaultPlan.script(WireFault.requestClosedAfter(1_000))));
    client.say(put("/a", "x"));
    assertThat(client.rest()).isEmpty();
    assertThat(server.arrived.take()).isEqualTo("PUT /a x");
  }

  @Test
  void aStatusComesFromTheProxyAlone() throws IOException {
    Client client =
        client(
            http(
                FaultPlan.script(
                    WireFault.status(503, Duration.ofSeconds(7)), WireFault.status(500))));
    client.say(put("/a", "0123456789"));
    client.hears("HTTP/1.1 503 planned\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    client.say("HEAD /a HTTP/1.1\r\n\r\n");
    client.hears("HTTP/1.1 500 planned\r\nContent-Length: 0\r\n\r\n");
    client.say(put("/a", "x"));
    client.hears("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nPUT /a x");
    assertThat(server.arrived).containsExactly("PUT /a x");
  }

  // ---------------------------------------------------------------- faults of replies

  @Test
  void aSwallowedReplyMeansThatItHappened() throws IOException {
    Client client = client(http(FaultPlan.script(WireFault.replySwallowed())));
    client.say(put("/chunked", "all of it"));
    client.isReset();
    assertThat(server.arrived).containsExactly("PUT /chunked all of it");
  }

  @Test
  void aReplyIsCutWhereThePlanSays() throws IOException {
    FaultProxy proxy =
        http(
            FaultPlan.script(
                WireFault.replyClosedAfter(HEAD.length() + 2),
                WireFault.replyClosedAfter(5),
                WireFault.replyClosedAfter(0),
                WireFault.replyClosedAfter(1_000),
                WireFault.bodyClosedAfter(4),
                WireFault.bodyClosedAfter(0)));
    for (String heard : List.of(HEAD + "GE", "HTTP/", "", HEAD + "GET /a", HEAD + "GET ", HEAD)) {
      Client client = client(proxy);
      client.say("GET /a HTTP/1.1\r\n\r\n");
      assertThat(client.rest()).isEqualTo(heard);
    }
    assertThat(proxy.faults()).isEqualTo(6);
  }

  @Test
  void aReplyIsResetWhereThePlanSays() throws IOException {
    FaultProxy proxy =
        http(FaultPlan.script(WireFault.replyResetAfter(5), WireFault.bodyResetAfter(4)));
    for (int i = 0; i < 2; i++) {
      Client client = client(proxy);
      client.say("GET /a HTTP/1.1\r\n\r\n");
      client.isReset();
    }
    assertThat(server.arrived).hasSize(2);
  }

  @Test
  void waitsGoThroughTheSleeper() throws IOException {
    Client client =
        client(
            http(
                FaultPlan.script(
                    WireFault.delayed(Duration.ofSeconds(3)),
                    WireFault.throttled(100),
                    WireFault.none())));
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.hears(HEAD + "GET /a");
    assertThat(waits).containsExactly(Duration.ofSeconds(3));
    waits.clear();
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.hears(HEAD + "GET /a");
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .as("for %d bytes", HEAD.length() + 6)
        .isEqualTo(Duration.ofMillis(10L * (HEAD.length() + 6)));
    waits.clear();
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.hears(HEAD + "GET /a");
    assertThat(waits).isEmpty();
  }

  // ---------------------------------------------------------------- bytes alone

  @Test
  void bytesPassInBothDirections() throws IOException {
    FaultProxy proxy = tcp(FaultPlan.none());
    Client client = client(proxy);
    client.say("GET /a HTTP/1.1\r\n\r\n");
    client.hears(HEAD + "GET /a");
    client.say("GET /to-the-end HTTP/1.1\r\n\r\n");
    assertThat(client.rest()).isEqualTo("HTTP/1.1 200 OK\r\n\r\nGET /to-the-end");
    assertThat(proxy.exchanges()).as("one for the connection").isEqualTo(1);
  }

  @Test
  void connectionsAreSpoilt() throws Exception {
    FaultProxy proxy =
        tcp(
            FaultPlan.script(
                WireFault.refused(),
                WireFault.requestResetAfter(10),
                WireFault.replyClosedAfter(8),
                WireFault.replyResetAfter(8),
                WireFault.delayed(Duration.ofSeconds(2))));
    client(proxy).isReset();
    Client cut = client(proxy);
    cut.say("GET /a HTTP/1.1\r\n\r\n");
    cut.isReset();
    Client closed = client(proxy);
    closed.say("GET /a HTTP/1.1\r\n\r\n");
    assertThat(closed.rest()).isEqualTo("HTTP/1.1");
    Client reset = client(proxy);
    reset.say("GET /a HTTP/1.1\r\n\r\n");
    reset.isReset();
    assertThat(waits).isEmpty();
    Client late = client(proxy);
    late.say("GET /late HTTP/1.1\r\n\r\n");
    assertThat(late.hear(15)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(waits).containsExactly(Duration.ofSeconds(2));
    assertThat(proxy.problems()).isEmpty();
  }

  @Test
  void bytesAloneHaveNoStatus() throws IOException {
    FaultProxy proxy = tcp(FaultPlan.script(WireFault.status(503)));
    client(proxy).isReset();
    assertThat(proxy.problems()).singleElement().asString().contains("needs a proxy that knows");
  }

  @Test
  void anyServerWillDo() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        FaultProxy proxy =
            FaultProxy.tcp(
                new java.net.InetSocketAddress(
                    InetAddress.getLoopbackAddress(), silent.getLocalPort()),
                FaultPlan.none());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        Socket accepted = silent.accept()) {
      accepted.getOutputStream().write(7);
      assertThat(client.getInputStream().read()).isEqualTo(7);
      client.shutdownOutput();
      assertThat(accepted.getInputStream().read()).as("a half close passes").isEqualTo(-1);
      accepted.getOutputStream().write(8);
      assertThat(client.getInputStream().read()).as("and only that half").isEqualTo(8);
    }
  }
}
