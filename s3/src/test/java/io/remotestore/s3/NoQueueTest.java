package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 256 callers of one store wait for the server alone, never for one another. */
@Timeout(120)
final class NoQueueTest {
  private static final int CALLERS = 256;
  private static final int ROUNDS = 20;

  @Test
  void callersDoNotQueue(@TempDir Path folder) throws Exception {
    assertThat(waits(folder, store -> store)).as("waits of callers for one another").isEmpty();
  }

  @Test
  void callersWithDeadlinesDoNotQueueEither(@TempDir Path folder) throws Exception {
    assertThat(waits(folder, store -> store.withDeadline(Duration.ofSeconds(90))))
        .as("waits of callers for one another")
        .isEmpty();
  }

  private static List<RecordedEvent> waits(Path folder, UnaryOperator<Store> view)
      throws Exception {
    Path file = folder.resolve("waits.jfr");
    try (Answering server = new Answering();
        Store whole = server.store();
        Store store = view.apply(whole);
        Recording recording = new Recording()) {
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO).withStackTrace();
      recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ZERO).withStackTrace();
      run(store, recording);
      recording.stop();
      recording.dump(file);
    }
    return waits(file);
  }

  /** Records all rounds but the first, in which classes load and connections open. */
  private static void run(Store store, Recording recording) throws Exception {
    CyclicBarrier warm = new CyclicBarrier(CALLERS, recording::start);
    CountDownLatch done = new CountDownLatch(CALLERS);
    ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  store.readBytes("file");
                  store.getFileInfo("file");
                  warm.await();
                  for (int round = 0; round < ROUNDS; round++) {
                    store.readBytes("file");
                    store.getFileInfo("file");
                  }
                } catch (RemoteStoreException | InterruptedException | BrokenBarrierException e) {
                  failures.add(e);
                } finally {
                  done.countDown();
                }
              },
              "caller-" + i);
      caller.start();
    }
    assertThat(done.await(100, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).isEmpty();
  }

  private static List<RecordedEvent> waits(Path file) throws IOException {
    List<RecordedEvent> waits = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      RecordedThread thread = event.getThread();
      boolean caller = thread != null && String.valueOf(thread.getJavaName()).startsWith("caller-");
      if (caller && inOurCode(event)) {
        waits.add(event);
      }
    }
    return waits;
  }

  /** The barrier of the test itself parks callers too, and so does a class that is loaded. */
  private static boolean inOurCode(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .noneMatch(frame -> frame.getMethod().getType().getName().contains("ClassLoader"))
        && event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .anyMatch(type -> type.startsWith("io.remotestore.") && !type.endsWith("NoQueueTest"));
  }

  /** Answers each request with a small file, a thread for each connection. */
  private static final class Answering implements Closeable {
    private static final byte[] REPLY =
        String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Length: 5",
                "ETag: \"1\"",
                "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                "",
                "")
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "bytes".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket =
        new ServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());

    private Answering() throws IOException {
      Thread acceptor = new Thread(this::accept, "acceptor");
      acceptor.setDaemon(true);
      acceptor.start();
    }

    private void accept() {
      try {
        while (true) {
          Socket connection = socket.accept();
          Thread serving = new Thread(() -> serve(connection), "serving");
          serving.setDaemon(true);
          serving.start();
        }
      } catch (IOException e) {
        // closed
      }
    }

    private static void serve(Socket connection) {
      try (connection) {
        connection.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        int last = 0;
        boolean head = false;
        boolean first = true;
        for (int c = in.read(); c >= 0; c = in.read()) {
          if (first) {
            head = c == 'H';
            first = false;
          }
          last = last << 8 | c;
          if (last == 0x0d0a0d0a) {
            out.write(REPLY);
            if (!head) {
              out.write(BODY);
            }
            first = true;
          }
        }
      } catch (IOException e) {
        // the test is over
      }
    }

    private Store store() throws IOException {
      Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", socket.getLocalPort());
      AwsCredentials keys = AwsCredentials.of("key", "secret");
      S3Client client =
          new S3Client(
              S3Options.builder("bucket", endpoint, "us-east-1").build(),
              () -> keys,
              Transport.open(TransportOptions.builder().build()),
              Clock.systemUTC());
      return Stores.over(new S3Driver(client, "s3"), StoreOptions.builder().name("one").build());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
