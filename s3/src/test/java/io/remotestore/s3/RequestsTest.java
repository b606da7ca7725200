package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.ListOptions;
import io.remotestore.PresignOptions;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.StoreReader;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.testkit.FaultProxy;
import io.remotestore.testkit.WireFault;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each operation costs in requests, counted on the wire before a real server. */
final class RequestsTest {
  private static final int LARGE = 20 << 20;

  private static @Nullable InJvmS3 inJvm;

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final String bucket = S3Server.newBucketName();
  private S3Server server;
  private FaultProxy proxy;
  private Store store;

  @BeforeAll
  static void startServer() throws Exception {
    if (System.getenv(S3Server.VARIABLE) == null) {
      inJvm = InJvmS3.start();
    }
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (inJvm != null) {
      inJvm.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = inJvm == null ? S3Server.fromEnvironment() : inJvm.server();
    server.makeBucket(bucket);
    Endpoint to = server.endpoint();
    proxy =
        FaultProxy.http(
            new InetSocketAddress(to.host(), to.port()),
            exchange -> {
              seen.add(shown(exchange.method(), exchange.target()));
              return WireFault.none();
            });
    Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", proxy.port());
    S3Options options =
        S3Options.builder(bucket, endpoint, "us-east-1")
            .conditionalWrites(ConditionalWrites.TRUST)
            .build();
    Transport transport = Transport.open(TransportOptions.builder().build());
    store =
        Stores.over(
            new S3Driver(
                new S3Client(options, server::credentials, transport, Clock.systemUTC()), "s3"),
            StoreOptions.builder().name("counted").build());
    store.write("a", bytes("hello"));
    store.write("dir/b", bytes("hello"));
    store.write("dir/c", bytes("hello"));
    store.write("large", new byte[LARGE]);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    proxy.close();
    server.removeBucket(bucket);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is asked for, without keys and numbers. */
  private String shown(String method, String target) {
    String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
    String what =
        query.contains("list-type")
            ? "list"
            : query.startsWith("uploads")
                ? "uploads"
                : query.contains("partNumber")
                    ? "part"
                    : query.contains("uploadId")
                        ? "upload"
                        : query.startsWith("delete") ? "delete" : query.split("=", -1)[0];
    return what.isEmpty() ? method : method + " " + what;
  }

  private void costs(Consumer<Store> operation, String... requests) {
    seen.clear();
    operation.accept(store);
    assertThat(seen).containsExactlyInAnyOrder(requests);
  }

  @Test
  void readsAreOneRequest() {
    costs(s -> s.readBytes("a"), "GET");
    costs(s -> s.readText("a"), "GET");
    costs(s -> s.readBytes("a", ReadOptions.none().withRange(ByteRange.of(1, 2))), "GET");
    costs(s -> s.exists("a"), "HEAD");
    costs(s -> s.isFile("a"), "HEAD");
    costs(s -> s.getFileInfo("a"), "HEAD");
    costs(s -> s.isFolder("dir"), "GET list");
    costs(s -> s.exists("missing"), "HEAD", "GET list");
  }

  @Test
  void largeReadsAreAtMostOneRequestForEachPart() {
    seen.clear();
    assertThat(store.readBytes("large")).hasSize(LARGE);
    assertThat(seen).containsOnly("GET").hasSizeBetween(1, 3);
  }

  @Test
  void writesAreOneRequest() {
    costs(s -> s.write("n1", bytes("x")), "PUT");
    costs(s -> s.write("n1", bytes("y"), WriteOptions.overwrite()), "PUT");
    costs(
        s -> {
          var done = s.write("n2", bytes("x"));
          if (done.revision() != null) {
            s.write("n2", bytes("y"), WriteOptions.ifMatch(done.revision()));
          }
        },
        "PUT",
        "PUT");
    costs(s -> s.write("n3", Content.of(new ByteArrayInputStream(new byte[5]), 5)), "PUT");
  }

  @Test
  void largeWritesAreThePartsAndTwoMore() {
    costs(
        s -> s.write("big", new byte[LARGE], WriteOptions.overwrite()),
        "POST uploads",
        "PUT part",
        "PUT part",
        "PUT part",
        "POST upload");
  }

  @Test
  void aWriterOfAFewBytesLooksAndPuts() {
    costs(
        s -> {
          try (StoreWriter writer = s.openWrite("w")) {
            writer.stream().write(bytes("x"));
            writer.commit();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        "HEAD",
        "PUT");
  }

  @Test
  void deletesAreOneRequestWhereNobodyAsksWhetherAnythingWasThere() {
    costs(s -> s.delete("a", DeleteOptions.idempotent()), "DELETE");
    costs(s -> s.delete("dir/b"), "HEAD", "DELETE");
    costs(s -> s.deleteAll(List.of("dir/c", "none"), DeleteOptions.idempotent()), "POST delete");
  }

  @Test
  void copiesAndMoves() {
    costs(s -> s.copy("a", "b", CopyOptions.overwrite()), "HEAD", "PUT");
    costs(s -> s.move("b", "c", CopyOptions.overwrite()), "HEAD", "PUT", "HEAD", "DELETE");
  }

  @Test
  void listings() {
    costs(s -> assertThat(s.listFiles("")).isNotEmpty(), "GET list");
    costs(s -> assertThat(s.listFiles("", ListOptions.recursive())).isNotEmpty(), "GET list");
    costs(s -> s.getFolderInfo("dir"), "GET list");
  }

  @Test
  void randomAccessIsALookAndWhatIsRead() {
    costs(
        s -> {
          try (StoreReader reader = s.open("large")) {
            ByteBuffer end = ByteBuffer.allocate(8);
            assertThat(reader.read(LARGE - 8, end)).isEqualTo(8);
            assertThat(reader.read(LARGE - 5000, ByteBuffer.allocate(100))).isEqualTo(100);
            reader.readVectored(List.of(ByteRange.of(0, 100), ByteRange.of(5000, 100)));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        "HEAD",
        "GET",
        "GET");
  }

  @Test
  void urlsAreSignedWithoutAsking() {
    costs(
        s -> s.presign("a", PresignOptions.of(PresignOptions.Method.READ, Duration.ofMinutes(5))));
  }
}
