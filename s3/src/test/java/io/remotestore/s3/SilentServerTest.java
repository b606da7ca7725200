package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.ByteRange;
import io.remotestore.CopyOptions;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.FolderInfo;
import io.remotestore.ListOptions;
import io.remotestore.OperationInterruptedException;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.StoreReader;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.testkit.FaultProxy;
import io.remotestore.testkit.WireFault;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of call, as the first one of its store, on a server that falls silent after so many
 * requests, whatever those are for: conditions that are tried, looks, parts, cleaning up. The call
 * ends with its deadline, or with its interrupt.
 */
@Timeout(120)
final class SilentServerTest {
  /** The first deadline. It is doubled while a busy machine uses it up before the server waits. */
  private static final Duration DEADLINE = Duration.ofMillis(200);

  /**
   * The time that a call may take beyond its end on a busy machine. It is shorter than the timeout
   * of a connection: a call that waits for the server takes longer.
   */
  private static final Duration LATE = Duration.ofSeconds(10);

  private static final int AT_ONCE = 8;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path folder;

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
    Step of(Store store, String path) throws IOException;
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
    uses.put(
        "readTo",
        (store, path) -> {
          Path file = Files.createTempFile(folder, "silent", null);
          Files.delete(file);
          return () -> {
            FileInfo unused = store.readTo("old", file);
          };
        });
    uses.put(
        "readVectored",
        (store, path) ->
            () -> {
              try (StoreReader reader = store.open("old")) {
                List<ByteBuffer> unused =
                    reader.readVectored(List.of(ByteRange.of(0, 1), ByteRange.of(50, 1)));
              }
            });
    uses.put("glob", (store, path) -> () -> store.glob("**").forEach(each -> {}));
    uses.put(
        "listPage",
        (store, path) ->
            () -> {
              Page<PathEntry> unused = store.listPage("", ListOptions.direct());
            });
    uses.put(
        "getFolderInfo",
        (store, path) ->
            () -> {
              FolderInfo unused = store.getFolderInfo("");
            });
    uses.put("listVersions", (store, path) -> () -> store.listVersions("old").forEach(each -> {}));
    uses.put(
        "copyFrom",
        (store, path) ->
            () -> {
              try (Store source = Stores.memory()) {
                source.write("file", new byte[(5 << 20) + 1]);
                store.copyFrom(source, "file", path);
              }
            });
    uses.put(
        "copyTo",
        (store, path) ->
            () -> {
              try (Store target = Stores.memory()) {
                target.copyFrom(store, "old", path);
              }
            });
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
  private static final class Deaf implements CredentialsProvider {
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<AwsCredentials> first;
    private final Runnable waits;
    private int asked;

    private Deaf(List<AwsCredentials> first, Runnable waits) {
      this.first = first;
      this.waits = waits;
    }

    /** Returns the first credentials, one each time, and then waits. */
    @Override
    public synchronized @Nullable AwsCredentials credentials() {
      if (asked < first.size()) {
        return first.get(asked++);
      }
      waits.run();
      long until = System.nanoTime() + LATE.multipliedBy(2).toNanos();
      while (released.getCount() > 0 && System.nanoTime() < until) {
        try {
          boolean unused = released.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // deaf
        }
      }
      return null;
    }
  }

  static Stream<Arguments> providers() {
    return Arrays.stream(End.values())
        .flatMap(end -> Stream.of(Arguments.of(end, false), Arguments.of(end, true)));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aProviderThatSaysNothing(End end, boolean caching) throws Exception {
    assertThat(problem(end, ending -> provided(inJvm.port(), List.of(), caching, ending)))
        .isEmpty();
  }

  /** The server refuses the credentials, and the provider says nothing when it is asked again. */
  @ParameterizedTest
  @MethodSource("providers")
  void aProviderThatSaysNothingWhenAskedAgain(End end, boolean caching) throws Exception {
    try (FakeS3 server = new FakeS3()) {
      server.answering((request, number) -> Reply.error(400, "ExpiredToken"));
      List<AwsCredentials> ended = List.of(AwsCredentials.of("ended", "secret"));
      assertThat(problem(end, ending -> provided(server.endpoint().port(), ended, caching, ending)))
          .isEmpty();
    }
  }

  private static Scene provided(
      int port, List<AwsCredentials> first, boolean caching, Ending ending) throws IOException {
    Deaf deaf = new Deaf(first, ending::reached);
    Store store = store(port, caching ? CredentialsProvider.caching(deaf) : deaf);
    return new Scene(store, limited -> () -> limited.readBytes("old"), deaf.released::countDown);
  }

  /** The services that give credentials. */
  enum Service {
    STS,
    CONTAINER,
    INSTANCE
  }

  static Stream<Arguments> services() {
    return Arrays.stream(End.values())
        .flatMap(end -> Arrays.stream(Service.values()).map(each -> Arguments.of(end, each)));
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceOfCredentialsThatSaysNothing(End end, Service service) throws Exception {
    List<String> problems = new ArrayList<>();
    int after = 0;
    String problem = "";
    while (problem != null) {
      int place = after++;
      problem = problem(end, ending -> credentialsOf(service, place, ending));
      if (problem != null && !problem.isEmpty()) {
        problems.add("silent after " + place + ": " + problem);
      }
    }
    assertThat(problems).isEmpty();
    assertThat(after).as("requests").isGreaterThan(1);
  }

  private static Scene credentialsOf(Service service, int after, Ending ending) throws IOException {
    Surroundings here = new Surroundings(Files.createTempDirectory(folder, "surroundings"));
    here.server.answering(
        (request, number) ->
            switch (request.target()) {
              case "/" -> Surroundings.role("key");
              case "/latest/api/token" -> Reply.xml("t");
              case "/latest/meta-data/iam/security-credentials/" -> Reply.xml("role");
              default -> Surroundings.json("key");
            });
    FaultProxy proxy = silent(here.server.endpoint().port(), after, ending);
    String url = "http://127.0.0.1:" + proxy.port();
    switch (service) {
      case STS ->
          here.with("AWS_WEB_IDENTITY_TOKEN_FILE", here.file("token", "web-token").toString())
              .with("AWS_ROLE_ARN", "arn:aws:iam::1:role/pod")
              .with("AWS_ENDPOINT_URL_STS", url);
      case CONTAINER -> here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", url + "/container");
      case INSTANCE -> here.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", url);
    }
    return new Scene(
        store(inJvm.port(), here.open(Map.of())),
        limited -> () -> limited.readBytes("old"),
        () -> {
          proxy.close();
          here.close();
        });
  }

  /** Tries one kind of call with every place where the server can fall silent. */
  private static List<String> places(String name, Use use, End end) throws Exception {
    List<String> problems = new ArrayList<>();
    for (int after = 0; ; after++) {
      int place = after;
      String problem = problem(end, ending -> scene(name, use, place, ending));
      if (problem == null) {
        assertThat(after).as("requests of " + name).isPositive();
        return problems; // it was through before the server fell silent
      }
      if (!problem.isEmpty()) {
        problems.add(name + ", silent after " + after + ": " + problem);
      }
    }
  }

  private static final AtomicInteger PATHS = new AtomicInteger();

  private static Scene scene(String name, Use use, int after, Ending ending) throws IOException {
    FaultProxy proxy = silent(inJvm.port(), after, ending);
    String path = name + PATHS.incrementAndGet();
    return new Scene(store(proxy.port()), limited -> use.of(limited, path), proxy::close);
  }

  private static FaultProxy silent(int port, int after, Ending ending) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    return FaultProxy.http(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        exchange -> {
          if (requests.incrementAndGet() <= after) {
            return WireFault.none();
          }
          ending.reached();
          return WireFault.silent();
        });
  }

  /** A store, the call on it or on its limited form, and what to close after both. */
  private record Scene(Store store, Calls calls, Closing closing) implements Closing {
    @Override
    public void close() throws IOException {
      try {
        store.close();
      } finally {
        closing.close();
      }
    }
  }

  private interface Calls {
    Step of(Store store) throws IOException;
  }

  private interface Closing extends Closeable {}

  private interface Scenes {
    Scene open(Ending ending) throws IOException;
  }

  /** The end of a call, from the moment when the call has reached what is silent. */
  private static final class Ending {
    private final @Nullable Thread caller;
    private boolean reached;
    private boolean over;
    private long at;

    /** Interrupts {@code caller}, if there is one. */
    private Ending(@Nullable Thread caller) {
      this.caller = caller;
    }

    synchronized void reached() {
      if (reached || over) {
        return;
      }
      reached = true;
      if (caller != null) {
        at = System.nanoTime();
        caller.interrupt();
      }
    }

    /** Ends the waiting for the moment; returns true if it came. */
    synchronized boolean over() {
      over = true;
      return reached;
    }
  }

  /**
   * Makes a call that reaches something silent. Returns null for a call that was through before,
   * what was wrong with its end, or nothing.
   */
  private static @Nullable String problem(End end, Scenes scenes) throws Exception {
    for (Duration limit = DEADLINE; ; limit = limit.multipliedBy(2)) {
      assertThat(limit).isLessThan(Duration.ofMinutes(1));
      Ending ending = new Ending(end == End.INTERRUPT ? Thread.currentThread() : null);
      try (Scene scene = scenes.open(ending)) {
        Store store = scene.store();
        Step step = scene.calls().of(end == End.DEADLINE ? store.withDeadline(limit) : store);
        long deadline = System.nanoTime() + limit.toNanos();
        RemoteStoreException thrown = thrown(step);
        long now = System.nanoTime();
        boolean reached = ending.over();
        boolean interrupted = Thread.interrupted();
        if (!reached && !(thrown instanceof DeadlineExceededException)) {
          return null;
        }
        if (reached) {
          return problem(
              end, thrown, interrupted, now - (end == End.DEADLINE ? deadline : ending.at));
        }
      }
    }
  }

  private static String problem(
      End end, @Nullable RemoteStoreException thrown, boolean interrupted, long over) {
    Class<?> expected =
        end == End.DEADLINE ? DeadlineExceededException.class : OperationInterruptedException.class;
    if (!expected.isInstance(thrown)) {
      return String.valueOf(thrown);
    }
    if (interrupted != (end == End.INTERRUPT)) {
      return "the interrupt flag is " + interrupted;
    }
    return over > LATE.toNanos() ? TimeUnit.NANOSECONDS.toMillis(over) + " ms late" : "";
  }

  private static @Nullable RemoteStoreException thrown(Step step) throws IOException {
    try {
      step.run();
      return null;
    } catch (RemoteStoreException e) {
      return e;
    } catch (IOException e) {
      if (e.getCause() instanceof RemoteStoreException cause) {
        return cause;
      }
      throw e;
    }
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
