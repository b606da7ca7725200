package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.transport.HttpRequest.Reuse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How long a connection is used, and where the next one leads. */
@Timeout(60)
final class ConnectionLifeTest {
  private static final Duration IDLE = Duration.ofSeconds(50);
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final AtomicLong now = new AtomicLong(1);
  private final TestCall call = new TestCall();

  private TransportOptions.Builder options() {
    return TransportOptions.builder().nanoClock(now::get).idleLifetime(IDLE).lifetime(LIFE);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Says which of its connections it is on, as long as the other side keeps it; counts ends. */
  private static ScriptedServer counting(CountDownLatch ends) throws IOException {
    AtomicInteger connections = new AtomicInteger();
    return new ScriptedServer(
        exchange -> {
          int number = connections.incrementAndGet();
          try {
            while (true) {
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number);
            }
          } finally {
            ends.countDown();
          }
        });
  }

  private static HttpRequest get(Endpoint endpoint) {
    return new HttpRequest("GET", endpoint, "/", Headers.create(), null, Reuse.ANY);
  }

  private String text(Transport transport, Endpoint endpoint) throws IOException {
    try (HttpResponse response = transport.send(get(endpoint), call)) {
      return new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void isOver(CountDownLatch ends) throws InterruptedException {
    assertThat(ends.await(30, TimeUnit.SECONDS)).as("closed").isTrue();
  }

  // ---------------------------------------------------------------- idle

  @Test
  void oneThatIdledForItsTimeIsUsedAgainAndForLongerIsNot() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = counting(end);
        Transport transport = Transport.open(options().build())) {
      assertThat(text(transport, server.endpoint())).isEqualTo("1");
      pass(IDLE);
      assertThat(text(transport, server.endpoint())).isEqualTo("1");
      pass(IDLE.plusNanos(1));
      assertThat(text(transport, server.endpoint())).isEqualTo("2");
      isOver(end);
      assertThat(transport.openConnections()).isEqualTo(1);
    }
  }

  @Test
  void oneThatIdledForTooLongIsClosedThoughNobodyAsks() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = counting(end);
        Transport transport = Transport.open(options().build())) {
      assertThat(text(transport, server.endpoint())).isEqualTo("1");
      pass(IDLE.plusNanos(1));
      isOver(end);
    }
  }

  @Test
  void timeInARequestIsNotIdle() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  while (true) {
                    exchange.head();
                    pass(IDLE.plusNanos(1));
                    exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
                  }
                });
        Transport transport = Transport.open(options().idleTimeout(IDLE.multipliedBy(2)).build())) {
      for (int i = 0; i < 3; i++) {
        assertThat(text(transport, server.endpoint())).isEqualTo("x");
      }
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  // ---------------------------------------------------------------- lifetime

  @Test
  void oneIsUsedForItsLifetimeAndNoLonger() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = counting(end);
        Transport transport = Transport.open(options().build())) {
      for (Duration life = Duration.ZERO; life.compareTo(LIFE) <= 0; life = life.plus(IDLE)) {
        assertThat(text(transport, server.endpoint())).as("after %s", life).isEqualTo("1");
        pass(IDLE);
      }
      assertThat(text(transport, server.endpoint())).isEqualTo("2");
      isOver(end);
      assertThat(transport.openConnections()).isEqualTo(1);
    }
  }

  @Test
  void oneThatGrowsTooOldInARequestEndsWithItsReply() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server = counting(end);
        Transport transport = Transport.open(options().build())) {
      try (HttpResponse response = transport.send(get(server.endpoint()), call)) {
        pass(LIFE.plusNanos(1));
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1))
            .as("it is not broken off")
            .isEqualTo("1");
      }
      assertThat(transport.openConnections()).isZero();
      isOver(end);
    }
  }

  // ---------------------------------------------------------------- names

  /** Two servers behind one name, each on an address of its own. */
  @Test
  @EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine there
  void aNameIsLookedUpForEachNewConnection() throws Exception {
    InetAddress before = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress after = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    AtomicReference<InetAddress> address = new AtomicReference<>(before);
    List<String> asked = new ArrayList<>();
    TransportOptions options =
        options()
            .resolver(
                host -> {
                  asked.add(host);
                  return new InetAddress[] {address.get()};
                })
            .build();
    try (ServerSocket one = new ServerSocket(0, 50, before);
        ServerSocket other = new ServerSocket(one.getLocalPort(), 50, after);
        ScriptedServer old = new ScriptedServer(one, exchange -> answer(exchange, "old"));
        ScriptedServer young = new ScriptedServer(other, exchange -> answer(exchange, "new"));
        Transport transport = Transport.open(options)) {
      Endpoint endpoint = old.endpoint("moving.test");
      assertThat(text(transport, endpoint)).isEqualTo("old");
      address.set(after);
      pass(IDLE);
      assertThat(text(transport, endpoint)).as("its connection lives").isEqualTo("old");
      assertThat(asked).containsExactly("moving.test");
      pass(LIFE);
      assertThat(text(transport, endpoint)).isEqualTo("new");
      assertThat(asked).containsExactly("moving.test", "moving.test");
      assertThat(old.accepted()).isEqualTo(1);
      assertThat(young.accepted()).isEqualTo(1);
    }
  }

  private static void answer(ScriptedServer.Exchange exchange, String text) throws IOException {
    while (true) {
      exchange.head();
      exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + text);
    }
  }
}
