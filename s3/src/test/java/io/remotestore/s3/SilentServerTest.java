package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.testkit.FaultProxy;
import io.remotestore.testkit.WireFault;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each kind of call, as the first one of its store, on a server that falls silent after so many
 * requests, whatever those are for: conditions that are tried, looks, parts, cleaning up. The call
 * ends with its deadline, or with its interrupt.
 */
@Timeout(120)
final class SilentServerTest {
  private static final Duration DEADLINE = Duration.ofMillis(300);

  /** The time that a call may take beyond that. */
  private static final Duration LATE = Duration.ofMillis(200);

  /**
   * On a busy machine a thread may wait that long by itself: only a call that is late each time
   * counts.
   */
  private static final int TRIES = 4;

  private static final int AT_ONCE = 8;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static InJvmS3 inJvm;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static String bucket;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Store direct;

  @BeforeAll
  static void startServer() throws Exception {
    inJvm = InJvmS3.start();
    bucket = S3Server.newBucketName();
    inJvm.server().makeBucket(bucket);
    direct =
        Stores.over(inJvm.server().driver(bucket), StoreOptions.builder().name("direct").build());
    direct.write("old", new byte[100]);
  }

  @AfterAll
  static void stopServer() throws IOException {
    direct.close();
    inJvm.close();
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Makes what a call needs, directly on the server, and returns the call. */
  private interface Use {
    Step of(Store store, String path);
  }

  private static Revision revision(String path) {
    return Objects.requireNonNull(
        direct.write(path, new byte[2], WriteOptions.overwrite()).revision());
  }

  private static Map<String, Use> uses() {
    Map<String, Use> uses = new LinkedHashMap<>();
    uses.put("ping", (store, path) -> () -> store.ping());
    uses.put("exists", (store, path) -> () -> store.exists("missing"));
    uses.put("read", (store, path) -> () -> store.readBytes("old"));
    uses.put("list", (store, path) -> () -> store.listFiles("").forEach(each -> {}));
    uses.put("create", (store, path) -> () -> store.write(path, new byte[1]));
    uses.put(
        "overwrite",
        (store, path) -> () -> store.write(path, new byte[1], WriteOptions.overwrite()));
    uses.put(
        "ifMatch",
        (store, path) -> {
          WriteOptions match = WriteOptions.ifMatch(revision(path));
          return () -> store.write(path, new byte[1], match);
        });
    uses.put("parts", (store, path) -> () -> store.write(path, new byte[(5 << 20) + 1]));
    uses.put(
        "writer",
        (store, path) ->
            () -> {
              try (StoreWriter writer = store.openWrite(path, WriteOptions.overwrite())) {
                writer.stream().write(new byte[(5 << 20) + 1]);
                writer.commit();
              }
            });
    uses.put(
        "delete", (store, path) -> () -> store.delete("old-" + path, DeleteOptions.missingOk()));
    uses.put(
        "deleteAll",
        (store, path) -> () -> store.deleteAll(List.of(path), DeleteOptions.idempotent()));
    uses.put(
        "deleteFolder",
        (store, path) ->
            () -> store.deleteFolder("folder-" + path, DeleteOptions.recursive().withMissingOk()));
    uses.put("copy", (store, path) -> () -> store.copy("old", path));
    uses.put(
        "move",
        (store, path) -> {
          Revision unused = revision(path);
          return () -> store.move(path, path + "-moved", CopyOptions.overwrite());
        });
    uses.put("uploads", (store, path) -> () -> store.uploads().list().forEach(each -> {}));
    return uses;
  }

  /** The ways to end a call. */
  enum End {
    DEADLINE,
    INTERRUPT
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void endsEachCallAtEachPlace(End end) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<String>>> late = new ArrayList<>();
      uses().forEach((name, use) -> late.add(threads.submit(() -> places(name, use, end))));
      List<String> all = new ArrayList<>();
      for (Future<List<String>> each : late) {
        all.addAll(each.get());
      }
      assertThat(all).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  /** A provider of a program that waits for a server of its own, and notices no interrupt. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProviderThatSaysNothing(boolean caching) throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    CredentialsProvider deaf =
        () -> {
          while (released.getCount() > 0) {
            try {
              released.await();
            } catch (InterruptedException e) {
              // deaf
            }
          }
          return null;
        };
    try (Store store = store(inJvm.port(), caching ? CredentialsProvider.caching(deaf) : deaf);
        Store timed = store.withDeadline(DEADLINE)) {
      assertThatThrownBy(() -> timed.readBytes("old"))
          .isInstanceOf(DeadlineExceededException.class);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.readBytes("old"))
          .isInstanceOf(OperationInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      released.countDown();
    }
  }

  /** Tries one kind of call with every place where the server can fall silent. */
  private static List<String> places(String name, Use use, End end) throws Exception {
    List<String> late = new ArrayList<>();
    for (int after = 0; ; after++) {
      String problem = "";
      for (int i = 0; i < TRIES; i++) {
        problem = call(name, use, end, after);
        if (problem == null || problem.isEmpty()) {
          break;
        }
      }
      if (problem == null) {
        assertThat(after).as("requests of " + name).isPositive();
        return late; // it was through before the server fell silent
      }
      if (!problem.isEmpty()) {
        late.add(name + ", silent after " + after + ": " + problem);
      }
    }
  }

  private static final AtomicInteger PATHS = new AtomicInteger();

  /** Returns null for a call that was through, what was wrong with its end, or nothing. */
  private static @Nullable String call(String name, Use use, End end, int after) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    CountDownLatch silent = new CountDownLatch(1);
    InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), inJvm.port());
    try (FaultProxy proxy =
            FaultProxy.http(
                to,
                exchange -> {
                  if (requests.incrementAndGet() <= after) {
                    return WireFault.none();
                  }
                  silent.countDown();
                  return WireFault.silent();
                });
        Store store = store(proxy.port());
        Store timed = end == End.DEADLINE ? store.withDeadline(DEADLINE) : store) {
      Step step = use.of(timed, name + PATHS.incrementAndGet());
      Thread caller = Thread.currentThread();
      long[] interruptedAt = {System.nanoTime() + DEADLINE.toNanos()};
      CountDownLatch done = new CountDownLatch(1);
      Thread interrupter =
          new Thread(
              () -> {
                try {
                  silent.await();
                  Thread.sleep(20); // the request is on its way
                  interruptedAt[0] = System.nanoTime();
                  caller.interrupt();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  done.countDown();
                }
              });
      if (end == End.INTERRUPT) {
        interrupter.start();
      } else {
        done.countDown();
      }
      RemoteStoreException thrown = null;
      try {
        step.run();
      } catch (RemoteStoreException e) {
        thrown = e;
      } catch (IOException e) {
        if (!(e.getCause() instanceof RemoteStoreException cause)) {
          throw e;
        }
        thrown = cause;
      }
      long over = System.nanoTime() - interruptedAt[0];
      end(interrupter, done);
      if (thrown == null) {
        return null;
      }
      Class<?> expected =
          end == End.DEADLINE
              ? DeadlineExceededException.class
              : OperationInterruptedException.class;
      if (!expected.isInstance(thrown)) {
        return thrown.toString();
      }
      return over > LATE.toNanos() ? TimeUnit.NANOSECONDS.toMillis(over) + " ms late" : "";
    }
  }

  /** Its interrupt may still come, for which nothing is left to do. */
  private static void end(Thread interrupter, CountDownLatch over) {
    interrupter.interrupt();
    while (over.getCount() > 0) {
      try {
        over.await();
      } catch (InterruptedException e) {
        // once more
      }
    }
    boolean unused = Thread.interrupted();
  }

  private static Store store(int port) throws IOException {
    AwsCredentials keys = inJvm.server().credentials();
    return store(port, () -> keys);
  }

  private static Store store(int port, CredentialsProvider provider) throws IOException {
    Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", port);
    S3Options options = S3Options.builder(bucket, endpoint, "us-east-1").build();
    Transport transport = Transport.open(TransportOptions.builder().build());
    S3Client client = new S3Client(options, provider, transport, Clock.systemUTC());
    return Stores.over(
        new S3Driver(client, "s3"),
        StoreOptions.builder().name("silent").partSize(5 << 20).build());
  }
}
