package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.DeadlineExceededException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.ProxyOptions;
import io.remotestore.transport.Resolver;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupts and deadlines end a call wherever it waits. */
@Timeout(60)
final class PromptEndTest {

  /** Where a call is made to wait for ever. */
  enum Phase {
    LOOKUP,
    CONNECT,
    TUNNEL,
    HANDSHAKE,
    REQUEST,
    HEADER,
    BODY,
    BACK_OFF
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void anInterrupt(Phase phase) throws Exception {
    try (Stuck server = new Stuck(phase);
        Store store = server.store()) {
      CompletableFuture<Boolean> flag = new CompletableFuture<>();
      CompletableFuture<RemoteStoreException> thrown = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                thrown.complete(server.call(store));
                flag.complete(Thread.currentThread().isInterrupted());
              });
      caller.start();
      server.awaitStuck();
      caller.interrupt();
      assertThat(thrown.get(30, TimeUnit.SECONDS))
          .isInstanceOf(OperationInterruptedException.class);
      assertThat(flag.get(30, TimeUnit.SECONDS)).as("the flag").isTrue();
      caller.join();
    }
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aDeadline(Phase phase) throws Exception {
    try (Stuck server = new Stuck(phase);
        Store store = server.store();
        Store timed = store.withDeadline(Duration.ofMillis(300))) {
      assertThat(server.call(timed)).isInstanceOf(DeadlineExceededException.class);
    }
  }

  /** A server, or a way to one, that leads up to a phase and no further. */
  private static final class Stuck implements Closeable {
    private static final String NAME = "stuck.test";

    private final Phase phase;
    private final ServerSocket socket;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Socket> open = new ArrayList<>();

    private Stuck(Phase phase) throws IOException {
      this.phase = phase;
      this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      if (phase == Phase.CONNECT) {
        fillBacklog();
      } else {
        Thread acceptor = new Thread(this::accept);
        acceptor.setDaemon(true);
        acceptor.start();
      }
    }

    /** What nobody accepts fills the queue; whoever comes then waits for an answer. */
    private void fillBacklog() throws IOException {
      for (int i = 0; i < 2; i++) {
        open.add(new Socket(socket.getInetAddress(), socket.getLocalPort()));
      }
      reached.countDown();
    }

    private void accept() {
      try {
        while (true) {
          Socket connection = socket.accept();
          synchronized (open) {
            open.add(connection);
          }
          Thread serving = new Thread(() -> serve(connection));
          serving.setDaemon(true);
          serving.start();
        }
      } catch (IOException e) {
        // closed
      }
    }

    private void serve(Socket connection) {
      try {
        InputStream in = connection.getInputStream();
        if (phase == Phase.REQUEST) {
          int unused = in.read(); // and no more of it
          reached.countDown();
          return;
        }
        if (phase == Phase.HANDSHAKE) {
          int unused = in.read();
          reached.countDown();
          return;
        }
        readHead(in);
        if (phase == Phase.BODY) {
          say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nETag: \"1\"\r\n\r\nsome");
        } else if (phase == Phase.BACK_OFF) {
          say(connection, "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nRetry-After: 50\r\n\r\n");
        }
        reached.countDown();
      } catch (IOException e) {
        // the caller has gone
      }
    }

    private static void readHead(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("closed");
        }
        head.append((char) c);
      }
    }

    private static void say(Socket connection, String text) throws IOException {
      connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      connection.getOutputStream().flush();
    }

    private void awaitStuck() throws InterruptedException {
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private Store store() throws IOException {
      boolean tls = phase == Phase.HANDSHAKE || phase == Phase.TUNNEL;
      boolean named = phase == Phase.LOOKUP;
      String host = named ? NAME : "127.0.0.1";
      Endpoint endpoint =
          new Endpoint(
              tls ? Endpoint.Security.TLS : Endpoint.Security.PLAIN, host, socket.getLocalPort());
      TransportOptions.Builder transport = TransportOptions.builder();
      if (named) {
        transport.resolver(blocking());
      }
      if (phase == Phase.TUNNEL) {
        transport.proxy(new ProxyOptions("127.0.0.1", socket.getLocalPort(), null, List.of()));
      }
      AwsCredentials keys = AwsCredentials.of("key", "secret");
      S3Client client =
          new S3Client(
              S3Options.builder("bucket", endpoint, "us-east-1").build(),
              () -> keys,
              Transport.open(transport.build()),
              Clock.systemUTC());
      RetryPolicy retry = phase == Phase.BACK_OFF ? RetryPolicy.standard() : RetryPolicy.disabled();
      return Stores.over(
          new S3Driver(client, "s3"), StoreOptions.builder().name("stuck").retry(retry).build());
    }

    private Resolver blocking() {
      return host -> {
        reached.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
      };
    }

    /** Does what comes to the phase; returns what it threw. */
    private @Nullable RemoteStoreException call(Store store) {
      try {
        if (phase == Phase.REQUEST) {
          store.write("file", new byte[64 << 20], WriteOptions.overwrite());
        } else {
          store.readBytes("file");
        }
        return null;
      } catch (RemoteStoreException e) {
        return e;
      }
    }

    @Override
    public void close() throws IOException {
      released.countDown();
      socket.close();
      synchronized (open) {
        for (Socket each : open) {
          each.close();
        }
      }
    }
  }
}
