package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.Content;
import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.TransportException.Reached;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TransportTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  private final Transport transport;
  private final TestCall call = new TestCall();

  TransportTest() throws IOException {
    this.transport = Transport.open(TransportOptions.builder().build());
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private static HttpRequest get(Endpoint endpoint) {
    return request("GET", endpoint, null);
  }

  private static HttpRequest request(String method, Endpoint endpoint, @Nullable Content body) {
    return new HttpRequest(method, endpoint, "/a?b=c", Headers.create(), body, Reuse.ANY);
  }

  private String text(HttpRequest request) throws IOException {
    try (HttpResponse response = transport.send(request, call)) {
      return response.status()
          + " "
          + new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  // ---------------------------------------------------------------- exchanges

  @Test
  void usesAConnectionAgainAndLeavesNoHook() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              while (true) {
                exchange.head();
                exchange.say(OK);
              }
            })) {
      assertThat(text(get(server.endpoint()))).isEqualTo("200 hi");
      assertThat(text(get(server.endpoint()))).isEqualTo("200 hi");
      assertThat(server.accepted()).isEqualTo(1);
      assertThat(server.heads().get(0))
          .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n");
      assertThat(call.hooks()).isZero();
    }
  }

  @Test
  void readsEachFormOfBody() throws IOException {
    String[] replies = {
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n",
      "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\n\r\nto the end"
    };
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              for (String reply : replies) {
                exchange.head();
                exchange.say(reply);
              }
            })) {
      assertThat(text(get(server.endpoint()))).isEqualTo("200 abcde");
      assertThat(text(get(server.endpoint()))).isEqualTo("204 ");
      assertThat(text(get(server.endpoint()))).isEqualTo("200 ");
      assertThat(text(get(server.endpoint()))).isEqualTo("200 to the end");
      assertThat(server.accepted()).isEqualTo(1);
      assertThat(transport.openConnections()).as("the last one ended its connection").isZero();
    }
  }

  @Test
  void sendsBodiesOfKnownAndUnknownLength() throws IOException {
    AtomicReference<String> body = new AtomicReference<>();
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              body.set(exchange.body(5));
              exchange.say(OK);
              exchange.head();
              body.set(exchange.body(15));
              exchange.say(OK);
            })) {
      byte[] bytes = "hello".getBytes(StandardCharsets.ISO_8859_1);
      assertThat(text(request("PUT", server.endpoint(), Content.of(bytes)))).isEqualTo("200 hi");
      assertThat(body.get()).isEqualTo("hello");
      assertThat(server.heads().get(0)).contains("Content-Length: 5\r\n");
      Content unknown = Content.of(new ByteArrayInputStream(bytes));
      assertThat(text(request("PUT", server.endpoint(), unknown))).isEqualTo("200 hi");
      assertThat(body.get()).isEqualTo("5\r\nhello\r\n0\r\n\r\n");
      assertThat(server.heads().get(1)).contains("Transfer-Encoding: chunked\r\n");
    }
  }

  @Test
  void drainsWhatLittleIsLeftAndDropsTheRest() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\nhello");
              exchange.untilClosed();
            })) {
      transport.send(get(server.endpoint()), call).close();
      assertThat(transport.openConnections()).isEqualTo(1);
      transport.send(get(server.endpoint()), call).close();
      assertThat(transport.openConnections()).isZero();
      assertThat(server.accepted()).isEqualTo(1);
      assertThat(call.hooks()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1 200 OK\r\nConnection: close",
        "1.1 200 OK\r\nConnection: Close, X-Hop",
        "1.1 200 OK\r\nConnection: X-Hop ,\tclose",
        "1.1 200 OK\r\nConnection: keep-alive\r\nConnection: close",
        "1.0 200 OK\r\nConnection: X-Hop",
        "1.0 200 OK"
      })
  void aConnectionThatTheServerWillCloseIsNotUsedAgain(String head) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/" + head + "\r\nContent-Length: 2\r\n\r\nhi");
              exchange.untilClosed();
            })) {
      assertThat(text(get(server.endpoint()))).isEqualTo("200 hi");
      assertThat(transport.openConnections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1 200 OK\r\nConnection: X-Closed",
        "1.1 200 OK\r\nConnection: closed, not-close",
        "1.0 200 OK\r\nConnection: X-Hop, Keep-Alive"
      })
  void aConnectionThatTheServerKeepsIs(String head) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/" + head + "\r\nContent-Length: 2\r\n\r\nhi");
              exchange.untilClosed();
            })) {
      assertThat(text(get(server.endpoint()))).isEqualTo("200 hi");
      assertThat(transport.openConnections()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeRepeatedGoesOutOnAConnectionThatWasJustUsed() throws IOException {
    AtomicLong now = new AtomicLong(1);
    TransportOptions options = TransportOptions.builder().nanoClock(now::get).build();
    try (Transport timed = Transport.open(options);
        ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  while (true) {
                    exchange.head();
                    exchange.say(OK);
                  }
                })) {
      HttpRequest any = get(server.endpoint());
      HttpRequest recent =
          new HttpRequest("PUT", any.endpoint(), "/", Headers.create(), null, Reuse.RECENT);
      timed.send(any, call).close();
      timed.send(recent, call).close();
      assertThat(server.accepted()).isEqualTo(1);
      now.addAndGet(Duration.ofSeconds(3).toNanos());
      timed.send(any, call).close();
      assertThat(server.accepted()).isEqualTo(1);
      now.addAndGet(Duration.ofSeconds(3).toNanos());
      timed.send(recent, call).close();
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aProxyIsToldWhoAsksAndForWhichUrl() throws IOException {
    try (ScriptedServer proxy =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say(OK);
            })) {
      TransportOptions options =
          TransportOptions.builder()
              .proxy(new ProxyOptions("127.0.0.1", proxy.port(), "Basic eDp5", List.of(".inside")))
              .build();
      try (Transport proxied = Transport.open(options)) {
        Endpoint outside = new Endpoint(Endpoint.Security.PLAIN, "store.example", 80);
        proxied.send(get(outside), call).close();
      }
      assertThat(proxy.heads().get(0))
          .startsWith("GET http://store.example/a?b=c HTTP/1.1\r\nHost: store.example\r\n")
          .contains("Proxy-Authorization: Basic eDp5\r\n");
      assertThat(options.proxyFor(new Endpoint(Endpoint.Security.PLAIN, "a.inside", 80))).isNull();
    }
  }

  // ---------------------------------------------------------------- what goes wrong

  private TransportException failure(HttpRequest request) {
    return catchThrowableOfType(TransportException.class, () -> text(request));
  }

  @Test
  void aRefusedConnectionSentNothing() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0)) {
      port = nobody.getLocalPort();
    }
    TransportException failure =
        failure(get(new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", port)));
    assertThat(failure.reached()).isEqualTo(Reached.NOT_SENT);
    assertThat(failure).hasMessageContaining("no connection to http://127.0.0.1:" + port + ": ");
  }

  @Test
  void aConnectionThatWasResetWhileItWaitedBreaksOffTheNextRequest() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    TransportOptions options = TransportOptions.builder().nanoClock(() -> 1).build();
    try (Transport timeless = Transport.open(options);
        ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.head();
                  exchange.say(OK);
                  await(read);
                  exchange.reset();
                  gone.countDown();
                })) {
      timeless.send(get(server.endpoint()), call).close();
      read.countDown();
      gone.await();
      TransportException failure =
          catchThrowableOfType(
              TransportException.class, () -> timeless.send(get(server.endpoint()), call));
      assertThat(failure.reached()).isEqualTo(Reached.UNKNOWN);
      assertThat(failure)
          .message()
          .isIn("the connection broke off in the request", "no reply: Connection reset");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void anUnknownNameSentNothing() throws IOException {
    TransportOptions options =
        TransportOptions.builder()
            .resolver(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build();
    try (Transport unknown = Transport.open(options)) {
      Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "nowhere.invalid", 80);
      assertThatThrownBy(() -> unknown.send(get(endpoint), call))
          .isInstanceOf(TransportException.class)
          .hasMessage("no connection to http://nowhere.invalid: the name is not known");
    }
  }

  @Test
  void noReplyMayHaveChangedSomething() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.Exchange::head)) {
      TransportException failure = failure(get(server.endpoint()));
      assertThat(failure.reached()).isEqualTo(Reached.UNKNOWN);
      assertThat(failure).hasMessage("no reply: the connection was closed before the reply");
    }
  }

  @Test
  void aBodyThatBreaksOffThrows() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            })) {
      assertThatThrownBy(() -> text(get(server.endpoint())))
          .isInstanceOf(TransportException.class)
          .hasMessage("the reply broke off after 3 bytes of its body");
      assertThat(transport.openConnections()).isZero();
      assertThat(call.hooks()).isZero();
    }
  }

  @Test
  void anEarlyAnswerIsHeardThoughTheBodyDidNotLeave() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
              exchange.body(1 << 20);
              exchange.untilClosed();
            })) {
      Content large = Content.of(new byte[8 << 20]);
      try (HttpResponse response = transport.send(request("PUT", server.endpoint(), large), call)) {
        assertThat(response.status()).isEqualTo(403);
      }
    }
  }

  @Test
  void whatIsNotHttpIsToldAsSuch() throws IOException {
    for (String reply :
        new String[] {
          "SSH-2.0-OpenSSH_9.2\r\n",
          "HTTP/1.1 abc\r\n\r\n",
          "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"
        }) {
      try (ScriptedServer server =
          new ScriptedServer(
              exchange -> {
                exchange.head();
                exchange.say(reply);
              })) {
        assertThat(failure(get(server.endpoint())).reached()).as(reply).isEqualTo(Reached.UNKNOWN);
      }
    }
    assertThat(transport.openConnections()).isZero();
  }

  @Test
  void aReplyWithoutAnEndIsNotReadForEver() throws IOException {
    String field = "X: " + "y".repeat(60_000) + "\r\n";
    String[] endless = {
      "HTTP/1.1 102 Processing\r\n\r\n".repeat(11), "HTTP/1.1 200 OK\r\n" + field.repeat(5)
    };
    String[] problems = {
      "the reply is malformed: the server announced its reply more than 10 times",
      "the reply is malformed: the head of the reply is too long"
    };
    for (int i = 0; i < endless.length; i++) {
      String reply = endless[i];
      try (ScriptedServer server =
          new ScriptedServer(
              exchange -> {
                exchange.head();
                exchange.say(reply);
                exchange.untilClosed();
              })) {
        assertThat(failure(get(server.endpoint()))).hasMessage(problems[i]);
      }
    }
  }

  @Test
  void aStatusBelow100IsNone() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 099 Less\r\n\r\n" + OK);
            })) {
      assertThat(failure(get(server.endpoint())))
          .hasMessage("the reply is malformed: the reply has the status 099");
    }
  }

  @Test
  void someAnnouncementsArePassedOver() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".repeat(10) + OK);
            })) {
      assertThat(text(get(server.endpoint()))).isEqualTo("200 hi");
    }
  }

  /** One of the two lengths would be wrong, and what follows the body would be the next reply. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: identity\r\nContent-Length: 5"
      })
  void aReplyWhoseEndIsToldInTwoWaysIsRefused(String fields) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
              exchange.untilClosed();
            })) {
      for (String method : List.of("GET", "HEAD")) {
        assertThat(failure(request(method, server.endpoint(), null)))
            .as(method)
            .hasMessage("the reply is malformed: the reply has a length and a transfer encoding");
      }
      assertThat(transport.openConnections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, chunked"
      })
  void aBodyThatIsCodedOtherwiseThanInChunksIsRefused(String fields) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            })) {
      assertThat(failure(get(server.endpoint())))
          .hasMessage(
              "the reply is malformed: the reply has a transfer encoding that was not requested");
    }
  }

  @Test
  void aContentOfTheWrongLengthIsRefused() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.Exchange::untilClosed)) {
      ByteArrayInputStream three = new ByteArrayInputStream(new byte[3]);
      assertThatThrownBy(() -> text(request("PUT", server.endpoint(), Content.of(three, 5))))
          .isInstanceOf(IOException.class);
      assertThat(transport.openConnections()).isZero();
    }
  }

  // ---------------------------------------------------------------- waiting

  @Test
  void silenceEndsARequest() throws IOException {
    TransportOptions options =
        TransportOptions.builder().idleTimeout(Duration.ofMillis(100)).build();
    try (Transport impatient = Transport.open(options);
        ScriptedServer server = new ScriptedServer(ScriptedServer.Exchange::untilClosed)) {
      assertThatThrownBy(() -> impatient.send(get(server.endpoint()), call))
          .isInstanceOf(TransportException.class)
          .hasMessage("nothing moved for 100 ms");
    }
  }

  @Test
  void aCancelledCallEndsItsWait() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              asked.countDown();
              exchange.untilClosed();
            })) {
      Thread canceller =
          new Thread(
              () -> {
                try {
                  asked.await();
                } catch (InterruptedException e) {
                  return;
                }
                call.cancel();
              });
      canceller.start();
      assertThatThrownBy(() -> text(get(server.endpoint())))
          .isInstanceOf(TransportException.class)
          .hasMessage("the call was ended");
      canceller.join();
    }
  }

  @Test
  void anInterruptEndsAWaitAndStays() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              asked.countDown();
              caller.interrupt();
              exchange.untilClosed();
            })) {
      assertThatThrownBy(() -> text(get(server.endpoint()))).isInstanceOf(TransportException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(transport.openConnections()).isZero();
    }
  }
}
