package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotestore.Content;
import io.remotestore.OperationInterruptedException;
import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.TransportException.Reached;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A limit of one request at once. */
@Timeout(30)
final class MaxRequestsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  private final TestCall call = new TestCall();

  private static Transport limited() throws IOException {
    return Transport.open(TransportOptions.builder().maxRequests(1).build());
  }

  private static HttpRequest request(String method, Endpoint endpoint, @Nullable Content body) {
    return new HttpRequest(method, endpoint, "/", Headers.create(), body, Reuse.ANY);
  }

  private static String text(HttpResponse response) throws IOException {
    try (response) {
      return new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---------------------------------------------------------------- waiting

  /** Answers the first request when told to; what another request throws meanwhile is returned. */
  private @Nullable Throwable whileOneIsUnderWay(Runnable meanwhile) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.head();
                  asked.countDown();
                  await(told);
                  exchange.say(OK);
                  exchange.head();
                  exchange.say(OK);
                });
        Transport transport = limited()) {
      CompletableFuture<String> first = new CompletableFuture<>();
      HttpRequest get = request("GET", server.endpoint(), null);
      Thread caller =
          new Thread(
              () -> {
                try {
                  first.complete(text(transport.send(get, new TestCall())));
                } catch (IOException e) {
                  first.completeExceptionally(e);
                }
              });
      caller.start();
      await(asked);
      meanwhile.run();
      Throwable thrown = catchThrowable(() -> transport.send(get, call));
      boolean interrupted = Thread.interrupted();
      assertThat(server.heads()).as("sent").hasSize(1);
      told.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("hi");
      assertThat(text(transport.send(get, new TestCall())))
          .as("the place is free again")
          .isEqualTo("hi");
      caller.join();
      assertThat(interrupted).isEqualTo(thrown instanceof OperationInterruptedException);
      return thrown;
    }
  }

  /** Does something once this thread waits for a place. */
  private Thread onceWeWait(Consumer<Thread> action) {
    Thread waiting = Thread.currentThread();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    return new Thread(
        () -> {
          while (waiting.getState() != Thread.State.TIMED_WAITING || call.hooks() == 0) {
            if (System.nanoTime() - end > 0) {
              return; // it does not wait as it should
            }
            Thread.onSpinWait();
          }
          action.accept(waiting);
        });
  }

  @Test
  void anInterruptEndsTheWaitForAPlace() throws Exception {
    Thread other = onceWeWait(Thread::interrupt);
    assertThat(whileOneIsUnderWay(other::start)).isInstanceOf(OperationInterruptedException.class);
    other.join();
    assertThat(call.hooks()).isZero();
  }

  @Test
  void aCancelledCallEndsItsWaitForAPlace() throws Exception {
    Thread other = onceWeWait(waiting -> call.cancel());
    assertThat(whileOneIsUnderWay(other::start))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reached()).isEqualTo(Reached.NOT_SENT))
        .hasMessage("the call was ended while others were served");
    other.join();
    assertThat(call.hooks()).isZero();
  }

  // ---------------------------------------------------------------- no wait for oneself

  private static ScriptedServer answering(int length) throws IOException {
    return new ScriptedServer(
        exchange -> {
          while (true) {
            if (exchange.head().startsWith("PUT")) {
              exchange.body(length);
            }
            exchange.say(OK);
          }
        });
  }

  @Test
  void whatIsBeingReadCanBeWritten() throws IOException {
    try (ScriptedServer server = answering(2);
        Transport transport = limited()) {
      HttpResponse source = transport.send(request("GET", server.endpoint(), null), call);
      Content content = Content.of(source.body(), 2);
      assertThat(text(transport.send(request("PUT", server.endpoint(), content), call)))
          .isEqualTo("hi");
    }
  }

  @Test
  void aContentMaySendRequestsOfItsOwn() throws IOException {
    try (ScriptedServer server = answering(2);
        Transport transport = limited()) {
      HttpRequest get = request("GET", server.endpoint(), null);
      Content content =
          new Content() {
            @Override
            public long size() {
              return 2;
            }

            @Override
            public boolean replayable() {
              return true;
            }

            @Override
            public InputStream open(long offset) throws IOException {
              return new FilterInputStream(transport.send(get, call).body()) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                  return super.read(target, offset, length);
                }

                @Override
                public int read() throws IOException {
                  transport.send(get, call).close(); // as a read does that goes on after a break
                  return super.read();
                }
              };
            }
          };
      assertThat(text(transport.send(request("PUT", server.endpoint(), content), call)))
          .isEqualTo("hi");
      assertThat(text(transport.send(get, call))).as("no place is lost").isEqualTo("hi");
    }
  }

  @Test
  void aContentThatFailsLeavesItsPlace() throws IOException {
    try (ScriptedServer server = answering(2);
        Transport transport = limited()) {
      Content broken =
          Content.of(
              new InputStream() {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                  return read();
                }

                @Override
                public int read() throws IOException {
                  throw new IOException("the disk is gone");
                }
              },
              2);
      HttpRequest put = request("PUT", server.endpoint(), broken);
      assertThatThrownBy(() -> transport.send(put, call)).hasMessage("the disk is gone");
      assertThat(text(transport.send(request("GET", server.endpoint(), null), call)))
          .isEqualTo("hi");
    }
  }
}
