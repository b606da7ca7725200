package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A body that comes slowly is not one that stopped. Time is the test's: it passes while the reader
 * waits, and the next piece comes after that.
 */
@Timeout(120)
final class SlowBodyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GAP = Duration.ofSeconds(20);
  private static final int PIECES = 8;

  private final AtomicLong now = new AtomicLong(1);
  private final TestCall call = new TestCall();

  /** One for each piece that may leave the server. */
  private final Semaphore pieces = new Semaphore(0);

  /** One for each time that the reader looked at the clock: it does so as a wait begins. */
  private final Semaphore waits = new Semaphore(0);

  private final CompletableFuture<String> read = new CompletableFuture<>();

  private long clock() {
    long time = now.get(); // before the test hears of it and moves on
    if (Thread.currentThread().getName().equals("reader")) {
      waits.release();
    }
    return time;
  }

  private TransportOptions.Builder options() {
    return TransportOptions.builder()
        .connectTimeout(Duration.ofHours(1))
        .idleTimeout(PATIENCE)
        .nanoClock(this::clock);
  }

  private void take(Semaphore semaphore) throws IOException {
    try {
      if (!semaphore.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new IOException("nothing happened");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void take(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Reads a reply whose head is there, on a thread of its own. */
  private void read(HttpResponse response) {
    Thread reader =
        new Thread(
            () -> {
              try (response) {
                byte[] all = response.body().readAllBytes();
                read.complete(new String(all, StandardCharsets.ISO_8859_1));
              } catch (IOException e) {
                read.completeExceptionally(e);
              } finally {
                waits.release();
              }
            },
            "reader");
    reader.setDaemon(true);
    reader.start();
  }

  /** Lets time pass while the reader waits, and the watchdog look at that. */
  private void pass(Transport transport, Duration time) throws IOException {
    take(waits);
    now.addAndGet(time.toNanos());
    transport.sweep();
  }

  /** Lets the gap pass before each piece, until all was read. */
  private String passUntilRead(Transport transport) throws Exception {
    while (true) {
      pass(transport, GAP);
      if (read.isDone()) {
        return read.get();
      }
      pieces.release();
    }
  }

  private HttpResponse send(Transport transport, Endpoint endpoint) throws IOException {
    HttpRequest get = new HttpRequest("GET", endpoint, "/", Headers.create(), null, Reuse.ANY);
    return transport.send(get, call);
  }

  private ScriptedServer dripping(int announced) throws IOException {
    return new ScriptedServer(
        exchange -> {
          exchange.head();
          exchange.say("HTTP/1.1 200 OK\r\nContent-Length: " + announced + "\r\n\r\n");
          for (int i = 0; i < PIECES; i++) {
            take(pieces);
            exchange.say("x");
          }
          exchange.untilClosed();
        });
  }

  @Test
  void aBodyThatGoesOnMayTakeLong() throws Exception {
    try (ScriptedServer server = dripping(PIECES);
        Transport transport = Transport.open(options().build())) {
      read(send(transport, server.endpoint()));
      assertThat(passUntilRead(transport)).isEqualTo("x".repeat(PIECES));
      assertThat(now.get()).as("all of it").isGreaterThan(5 * PATIENCE.toNanos());
    }
  }

  @Test
  void aBodyThatStopsForLongerThanSilenceMayLastBreaksOff() throws Exception {
    try (ScriptedServer server = dripping(PIECES + 1);
        Transport transport = Transport.open(options().build())) {
      read(send(transport, server.endpoint()));
      for (int i = 0; i < PIECES; i++) {
        pass(transport, GAP);
        pieces.release();
      }
      pass(transport, PATIENCE);
      assertThat(transport.openConnections()).as("not yet").isEqualTo(1);
      now.incrementAndGet();
      transport.sweep();
      assertThat(read)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reached()).isEqualTo(Reached.UNKNOWN))
          .withMessage("nothing moved for " + PATIENCE.toMillis() + " ms");
      assertThat(transport.openConnections()).isZero();
      assertThat(call.hooks()).isZero();
    }
  }

  /** What is encrypted can be read a record at a time alone, and a record may be slow, too. */
  @Test
  void aRecordThatComesInPiecesMayTakeLong(@TempDir Path folder) throws Exception {
    String body = "x".repeat((PIECES - 1) * ConnectProxy.PIECE);
    TestKeys keys = TestKeys.make(folder, "server", "EC", "DNS:store.test");
    CountDownLatch headRead = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                TestTls.of(keys),
                exchange -> {
                  exchange.head();
                  exchange.say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
                  take(headRead);
                  exchange.say(body);
                  exchange.untilClosed();
                });
        ConnectProxy proxy =
            new ConnectProxy(
                server.port(),
                null,
                () -> {
                  if (headRead.getCount() == 0) {
                    take(pieces);
                  }
                });
        Transport transport =
            Transport.open(
                options()
                    .tls(new TlsOptions(keys.bundle(), null))
                    .proxy(proxy.options(null))
                    .build())) {
      HttpResponse response =
          send(transport, new Endpoint(Endpoint.Security.TLS, "store.test", 443));
      headRead.countDown();
      read(response);
      assertThat(passUntilRead(transport)).isEqualTo(body);
      assertThat(now.get()).as("all of it").isGreaterThan(5 * PATIENCE.toNanos());
    }
  }
}
