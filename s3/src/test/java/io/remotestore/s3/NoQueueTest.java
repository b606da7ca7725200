package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.TlsOptions;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 256 callers of one store wait for the server alone, never for one another; nor do they while
 * credentials are got anew.
 */
@Timeout(240)
final class NoQueueTest {
  private static final int CALLERS = 256;
  private static final int ROUNDS = 20;
  private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger issued = new AtomicInteger();

  /** Others than the first were asked for. */
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Getting credentials anew takes as long as all callers need for some more rounds. */
  private final CountDownLatch goneOn = new CountDownLatch(1);

  @Test
  void callersDoNotQueue(@TempDir Path folder) throws Exception {
    try (Answering server = Answering.plain()) {
      assertThat(waits(folder, server, store -> store)).as("waits for one another").isEmpty();
    }
  }

  @Test
  void callersWithDeadlinesDoNotQueueEither(@TempDir Path folder) throws Exception {
    try (Answering server = Answering.plain()) {
      assertThat(waits(folder, server, store -> store.withDeadline(Duration.ofSeconds(200))))
          .as("waits for one another")
          .isEmpty();
    }
  }

  @Test
  @Tag("long")
  void norDoTheyWhereAllIsEncrypted(@TempDir Path folder) throws Exception {
    try (Answering server = Answering.encrypted(folder)) {
      assertThat(waits(folder, server, store -> store)).as("waits for one another").isEmpty();
    }
  }

  private List<RecordedEvent> waits(Path folder, Answering server, UnaryOperator<Store> view)
      throws Exception {
    Path file = folder.resolve("waits.jfr");
    try (Store whole = store(server);
        Store store = view.apply(whole);
        Recording recording = new Recording()) {
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO).withStackTrace();
      recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ZERO).withStackTrace();
      run(store, recording);
      recording.stop();
      recording.dump(file);
    }
    assertThat(issued).as("credentials, one of them while all went on").hasValue(2);
    return waits(file);
  }

  private Store store(Answering server) throws IOException {
    S3Client client =
        new S3Client(
            S3Options.builder("bucket", server.endpoint(), "us-east-1")
                .conditionalWrites(S3Options.ConditionalWrites.TRUST)
                .build(),
            new CachingCredentials(call -> issue(), clock),
            Transport.open(server.transport()),
            clock);
    return Stores.over(new S3Driver(client, "s3"), StoreOptions.builder().name("one").build());
  }

  private AwsCredentials issue() {
    int number = issued.incrementAndGet();
    if (number > 1) {
      asked.countDown();
      await(goneOn);
    }
    return new AwsCredentials(
        "key" + number, "secret", null, clock.instant().plus(Duration.ofHours(1)));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Records all rounds but the first, in which classes load and connections open. */
  private void run(Store store, Recording recording) throws Exception {
    CyclicBarrier warm = new CyclicBarrier(CALLERS, recording::start);
    Map<Integer, CyclicBarrier> after =
        Map.of(
            ROUNDS / 4,
            new CyclicBarrier(CALLERS, () -> clock.move(Duration.ofMinutes(56))),
            ROUNDS / 4 + 1,
            new CyclicBarrier(CALLERS, () -> await(asked)),
            ROUNDS * 3 / 4,
            new CyclicBarrier(CALLERS, goneOn::countDown));
    CountDownLatch done = new CountDownLatch(CALLERS);
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  callAll(store);
                  warm.await();
                  for (int round = 0; round < ROUNDS; round++) {
                    callAll(store);
                    CyclicBarrier stop = after.get(round);
                    if (stop != null) {
                      stop.await();
                    }
                  }
                } catch (RemoteStoreException
                    | InterruptedException
                    | BrokenBarrierException
                    | AssertionError e) {
                  failures.add(e);
                  warm.reset();
                  after.values().forEach(CyclicBarrier::reset);
                } finally {
                  done.countDown();
                }
              },
              "caller-" + i);
      caller.setDaemon(true);
      caller.start();
    }
    assertThat(done.await(200, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).isEmpty();
  }

  private static void callAll(Store store) {
    assertThat(store.readBytes("file")).isEqualTo(BYTES);
    assertThat(store.getFileInfo("file").size()).isEqualTo(BYTES.length);
    store.write("file", BYTES, WriteOptions.overwrite());
    store.write("new", BYTES);
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

  /**
   * The barriers of the test itself park callers too, and so does a class that is loaded. The one
   * caller that hands over getting credentials may meet the thread that takes the task.
   */
  private static boolean inOurCode(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return false;
    }
    List<String> types =
        event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .toList();
    return types.stream()
            .noneMatch(type -> type.contains("ClassLoader") || type.endsWith(".ThreadPoolExecutor"))
        && types.stream()
            .anyMatch(type -> type.startsWith("io.remotestore.") && !type.contains("NoQueueTest"));
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

    private final Endpoint.Security security;
    private final ServerSocket socket;
    private final @Nullable Path certificate;

    /** Nobody is answered before all have a connection, so that none is opened later for want. */
    private final CountDownLatch open = new CountDownLatch(CALLERS);

    private Answering(
        Endpoint.Security security, ServerSocketFactory sockets, @Nullable Path certificate)
        throws IOException {
      this.security = security;
      this.socket = sockets.createServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
      this.certificate = certificate;
      Thread acceptor = new Thread(this::accept, "acceptor");
      acceptor.setDaemon(true);
      acceptor.start();
    }

    static Answering plain() throws IOException {
      return new Answering(Endpoint.Security.PLAIN, ServerSocketFactory.getDefault(), null);
    }

    static Answering encrypted(Path folder) throws Exception {
      TlsKeys keys = TlsKeys.make(folder);
      return new Answering(Endpoint.Security.TLS, keys.sockets(), keys.certificate());
    }

    private Endpoint endpoint() {
      return new Endpoint(security, "127.0.0.1", socket.getLocalPort());
    }

    /**
     * All handshakes of the JDK draw from one source of randomness, which lets them in one by one:
     * no connection idles out here, however busy the machine, so that none is opened on the way.
     */
    private TransportOptions transport() {
      TransportOptions.Builder options =
          TransportOptions.builder().idleTimeout(Duration.ofMinutes(3));
      if (certificate != null) {
        options.tls(new TlsOptions(certificate, null)).nanoClock(() -> 1);
      }
      return options.build();
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

    private void serve(Socket connection) {
      try (connection) {
        connection.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = new BufferedOutputStream(connection.getOutputStream());
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
          open.countDown();
          await(open);
          out.write(REPLY);
          if (head.startsWith("PUT ")) {
            assertThat(in.readNBytes(BYTES.length)).isEqualTo(BYTES);
          }
          if (!head.startsWith("HEAD ")) {
            out.write(BYTES);
          }
          out.flush();
        }
      } catch (IOException e) {
        // the test is over
      }
    }

    /** The head of a request; empty at the end. */
    private static String head(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      int last = 0;
      for (int c = in.read(); c >= 0; c = in.read()) {
        head.append((char) c);
        last = last << 8 | c;
        if (last == 0x0d0a0d0a) {
          return head.toString();
        }
      }
      return "";
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
