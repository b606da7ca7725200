package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.NotFoundException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.StorageFullException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong at users' desks: told by its type at once, and nothing is left behind. */
final class BadInputTest {
  private static final String NOT_S3 = "the endpoint is probably not S3";
  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");
  private static final ReadOptions NO_BYTE = ReadOptions.none().withRange(ByteRange.of(0, 0));

  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Store store() throws IOException {
    return store(Clock.systemUTC());
  }

  private Store store(Clock clock) throws IOException {
    return over(server.endpoint(), clock);
  }

  private static Store over(Endpoint endpoint, Clock clock) throws IOException {
    AwsCredentials keys = AwsCredentials.of("key", "secret-of-mine");
    S3Options options =
        S3Options.builder("bucket", endpoint, "us-east-1")
            .conditionalWrites(ConditionalWrites.TRUST)
            .build();
    Transport transport = Transport.open(TransportOptions.builder().build());
    RetryPolicy retry =
        RetryPolicy.standard()
            .withMaxAttempts(3)
            .withBackoff(Duration.ZERO, Duration.ZERO)
            .withJitter(Duration.ZERO);
    return Stores.over(
        new S3Driver(new S3Client(options, () -> keys, transport, clock), "s3"),
        StoreOptions.builder().name("here").retry(retry).build());
  }

  private void fails(
      Class<? extends RemoteStoreException> type, int requests, ThrowingCallable call) {
    fails(type, requests, call, "");
  }

  private void fails(
      Class<? extends RemoteStoreException> type,
      int requests,
      ThrowingCallable call,
      String message) {
    server.forget();
    assertThatThrownBy(call)
        .isInstanceOf(type)
        .hasMessageContaining(message)
        .hasMessageContaining("store=here")
        .hasMessageNotContaining("secret-of-mine");
    assertThat(server.received()).as("requests").hasSize(requests);
  }

  @Test
  void aWrongBucket() throws IOException {
    server.answering((request, number) -> Reply.error(404, "NoSuchBucket"));
    try (Store store = store()) {
      fails(NotFoundException.class, 1, () -> store.write("a", new byte[1]));
      assertThat(store.exists("a")).isFalse();
      assertThat(store.listFiles("").toList()).isEmpty();
      assertThatThrownBy(store::ping)
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("Bucket or container not found")
          .hasMessageContaining("NoSuchBucket");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403,InvalidAccessKeyId",
    "403,SignatureDoesNotMatch",
    "403,AccessDenied",
    "400,ExpiredToken",
    "400,InvalidToken",
    "400,AuthorizationHeaderMalformed"
  })
  void keysThatAreRefused(int status, String code) throws IOException {
    server.answering(
        (request, number) ->
            request.method().equals("HEAD") ? Reply.of(403) : Reply.error(status, code));
    try (Store store = store()) {
      fails(PermissionDeniedException.class, 1, () -> store.readBytes("a"));
      fails(PermissionDeniedException.class, 1, () -> store.write("a", new byte[1]));
      fails(PermissionDeniedException.class, 1, () -> store.listFiles("").toList());
      fails(PermissionDeniedException.class, 1, () -> store.getFileInfo("a"));
      fails(PermissionDeniedException.class, 1, () -> store.exists("a"));
      assertThatThrownBy(() -> store.readBytes("a"))
          .hasMessageContaining("code=" + code)
          .hasMessageContaining("request=req-1");
    }
  }

  @Test
  void theWrongRegionIsCorrectedOnce() throws IOException {
    server.objects().put("/bucket/a", new byte[] {1});
    server.answering(
        (request, number) ->
            String.valueOf(request.header("authorization")).contains("/eu-west-3/")
                ? null
                : new Reply(
                    400,
                    Map.of("x-amz-bucket-region", "eu-west-3"),
                    "<Error><Code>AuthorizationHeaderMalformed</Code></Error>"));
    try (Store store = store()) {
      assertThat(store.readBytes("a")).containsExactly(1);
      assertThat(server.received()).hasSize(2);
      assertThat(store.readBytes("a")).containsExactly(1);
      assertThat(server.received()).as("what was learnt stays").hasSize(3);
    }
  }

  @Test
  void aClockThatIsWrongIsCorrectedOnce() throws IOException {
    Instant now = Instant.now();
    Clock hourOff = Clock.fixed(now.minus(Duration.ofHours(1)), ZoneOffset.UTC);
    server.objects().put("/bucket/a", new byte[] {1});
    String hour = now.toString().substring(0, 13).replace("-", "");
    server.answering(
        (request, number) ->
            String.valueOf(request.header("x-amz-date")).startsWith(hour)
                ? null
                : Reply.error(403, "RequestTimeTooSkewed").with("Date", HttpDate.format(now)));
    try (Store store = store(hourOff)) {
      assertThat(store.readBytes("a")).containsExactly(1);
      assertThat(store.readBytes("a")).containsExactly(1);
      assertThat(server.received()).hasSize(3);
    }
  }

  @Test
  void aPageForPeopleIsNoListing() throws IOException {
    server.answering(
        (request, number) ->
            new Reply(200, Map.of("Content-Type", "text/html"), "<html><p>Hello<br></html>"));
    try (Store store = store()) {
      fails(RemoteStoreException.class, 1, () -> store.listFiles("").toList());
      fails(OutcomeUnknownException.class, 3, () -> deleteBoth(store));
    }
    server.answering((request, number) -> new Reply(404, Map.of(), "<html>nothing here</html>"));
    try (Store store = store()) {
      fails(NotFoundException.class, 2, () -> store.readBytes("a"));
    }
  }

  private static void deleteBoth(Store store) {
    store.deleteAll(List.of("a", "b"), deletes()).throwIfAnyFailed();
  }

  private interface Use {
    void of(Store store) throws IOException;
  }

  private static Arguments use(String name, Use use) {
    return use(name, 1, use);
  }

  /** A change is tried three times, or looked for: pages may stand before S3. */
  private static Arguments use(String name, int requests, Use use) {
    return arguments(named(name, use), requests);
  }

  private static Stream<Arguments> uses() {
    CopyOptions copy = CopyOptions.overwrite();
    WriteOptions overwrite = WriteOptions.overwrite();
    ReadOptions range = ReadOptions.none().withRange(ByteRange.of(2, 3));
    return Stream.of(
        use("read", store -> store.read("a").close()),
        use("readBytes", store -> store.readBytes("a")),
        use("readBytes of a range", store -> store.readBytes("a", range)),
        use("readBytes of nothing", store -> store.readBytes("a", NO_BYTE)),
        use("open", store -> store.open("a").close()),
        use("exists", store -> store.exists("a")),
        use("isFile", store -> store.isFile("a")),
        use("isFolder", store -> store.isFolder("a")),
        use("getFileInfo", store -> store.getFileInfo("a")),
        use("getFolderInfo", store -> store.getFolderInfo("a")),
        use("listFiles", store -> store.listFiles("").forEach(each -> {})),
        use("glob", store -> store.glob("**/a").forEach(each -> {})),
        use("listVersions", store -> store.listVersions("a").forEach(each -> {})),
        use("write", 2, store -> store.write("a", new byte[1])),
        use("write over", 3, store -> store.write("a", new byte[1], overwrite)),
        use("write in parts", 3, store -> store.write("a", new byte[20 << 20], overwrite)),
        use("delete", store -> store.delete("a")),
        use("delete unseen", 3, store -> store.delete("a", deletes())),
        use("deleteAll", 3, store -> deleteBoth(store)),
        use("deleteFolder", store -> store.deleteFolder("a", DeleteOptions.recursive())),
        use("copy", store -> store.copy("a", "b", copy)),
        use("move", store -> store.move("a", "b", copy)),
        use("uploads", store -> store.uploads().list().forEach(each -> {})),
        use("ping", Store::ping));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void aServerOfPagesIsNoS3(Use use, int requests) throws IOException {
    Reply html = new Reply(200, HTML, "<!DOCTYPE html><html><p>Hello<br></html>");
    Reply json = new Reply(200, Map.of("Content-Type", "application/json"), "{}");
    for (Reply page : List.of(html, json)) {
      server.answering((request, number) -> page);
      try (Store store = store()) {
        fails(RemoteStoreException.class, requests, () -> use.of(store), NOT_S3);
      }
    }
  }

  /** What is no page, but says nothing that S3 says of a file. */
  @ParameterizedTest
  @CsvSource({"application/xml,<a/>", "application/octet-stream,abc", "text/plain,''", ",abc", ","})
  void aReplyThatIsNoneOfS3IsNoFile(@Nullable String type, @Nullable String body)
      throws IOException {
    Map<String, String> headers = type == null ? Map.of() : Map.of("Content-Type", type);
    server.answering((request, number) -> new Reply(200, headers, body == null ? "" : body));
    try (Store store = store()) {
      fails(RemoteStoreException.class, 1, () -> store.readBytes("a"), NOT_S3);
      fails(RemoteStoreException.class, 1, () -> store.readBytes("a", NO_BYTE), NOT_S3);
      fails(RemoteStoreException.class, 1, () -> store.exists("a"), NOT_S3);
      fails(RemoteStoreException.class, 1, () -> store.getFileInfo("a"), NOT_S3);
    }
  }

  /** S3 itself; GCS and others, which call nothing a page; some that say more than they need. */
  @ParameterizedTest
  @CsvSource({
    "204,,",
    "204,text/html; charset=utf-8,",
    "200,,",
    "200,text/html; charset=utf-8,",
    "200,application/xml,<DeleteResult/>",
    "200,text/xml;charset=utf-8,<DeleteResult/>"
  })
  void aYesToADeleteIsBelieved(int status, @Nullable String type, @Nullable String body)
      throws IOException {
    Map<String, String> headers = type == null ? Map.of() : Map.of("Content-Type", type);
    server.answering((request, number) -> new Reply(status, headers, body == null ? "" : body));
    try (Store store = store()) {
      store.delete("a", deletes());
    }
    assertThat(server.received()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"ETag", "x-amz-request-id"})
  void aPageThatIsAFileIsRead(String proof) throws IOException {
    Map<String, String> headers = Map.of("Content-Type", "text/html", proof, "\"1\"");
    server.answering((request, number) -> new Reply(200, headers, "<html></html>"));
    try (Store store = store()) {
      assertThat(store.readText("a")).isEqualTo("<html></html>");
      assertThat(store.getFileInfo("a").contentType()).isEqualTo("text/html");
      assertThat(store.exists("a")).isTrue();
    }
  }

  private static DeleteOptions deletes() {
    return DeleteOptions.idempotent();
  }

  @Test
  void nobodyAnswers() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Endpoint nobody = new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", port);
    try (Store store = over(nobody, Clock.systemUTC())) {
      assertThatThrownBy(() -> store.write("a", new byte[1]))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("no connection to http://127.0.0.1:" + port);
    }
  }

  @Test
  void aServerThatAsksForLessIsGivenTheTime() throws IOException {
    server.objects().put("/bucket/a", new byte[] {1});
    server.answering((request, number) -> number < 3 ? Reply.error(503, "SlowDown") : null);
    try (Store store = store()) {
      assertThat(store.readBytes("a")).containsExactly(1);
    }
    server.forget();
    server.answering((request, number) -> Reply.error(503, "SlowDown").with("Retry-After", "0"));
    try (Store store = store()) {
      fails(BackendUnavailableException.class, 3, () -> store.readBytes("a"));
    }
  }

  @Test
  void aCopyThatFailsBehindItsStatusHasFailed() throws IOException {
    server.objects().put("/bucket/a", new byte[] {1});
    server.answering(
        (request, number) ->
            request.header("x-amz-copy-source") == null
                ? null
                : Reply.xml("<Error><Code>InternalError</Code><Message>no</Message></Error>"));
    try (Store store = store()) {
      assertThatThrownBy(() -> store.copy("a", "b", CopyOptions.overwrite()))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("InternalError");
      assertThat(server.objects()).containsOnlyKeys("/bucket/a");
    }
  }

  @Test
  void aSourceThatFailsHalfWayLeavesNothing() throws IOException {
    server.answering(
        (request, number) -> {
          if (request.target().endsWith("?uploads=")) {
            return Reply.xml(
                "<InitiateMultipartUploadResult><UploadId>id</UploadId>"
                    + "</InitiateMultipartUploadResult>");
          }
          return null;
        });
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(new byte[20 << 20]), new Broken());
    try (Store store = store()) {
      assertThatThrownBy(() -> store.write("a", broken, WriteOptions.overwrite()))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("The source of the bytes failed")
          .hasMessageContaining("the disk is gone");
    }
    assertThat(server.received())
        .as("the upload is aborted")
        .anySatisfy(request -> assertThat(request).hasToString("DELETE /bucket/a?uploadId=id"));
    assertThat(server.objects()).doesNotContainKey("/bucket/a");
  }

  @Test
  void aSmallSourceThatFailsHalfWayLeavesNothing() throws IOException {
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(new byte[300_000]), new Broken());
    try (Store store = store()) {
      assertThatThrownBy(
              () -> store.write("a", Content.of(broken, 400_000), WriteOptions.overwrite()))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("the disk is gone");
      assertThat(server.objects()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"399999", "400001"})
  void aSourceOfAnotherSizeThanItSaysLeavesNothing(int size) throws IOException {
    try (Store store = store()) {
      Content content = Content.of(new ByteArrayInputStream(new byte[size]), 400_000);
      assertThatThrownBy(() -> store.write("a", content, WriteOptions.overwrite()))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("400000 bytes");
      assertThat(server.objects()).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeForTheServerIsRefusedBeforeItIsSent() throws IOException {
    Content huge = new Declared((5L << 40) * 10_001);
    try (Store store = store()) {
      fails(StorageFullException.class, 0, () -> store.write("a", huge, WriteOptions.overwrite()));
    }
  }

  @Test
  void aServerThatComputedAnotherChecksumIsHeard() throws IOException {
    server.answering((request, number) -> Reply.error(400, "BadDigest"));
    try (Store store = store()) {
      fails(BackendUnavailableException.class, 3, () -> store.write("a", new byte[1]));
    }
  }

  @Test
  void aListingWhoseBucketDisappearsIsNoShortOne() throws IOException {
    server.answering(
        (request, number) ->
            request.target().contains("continuation-token")
                ? Reply.error(404, "NoSuchBucket")
                : Reply.xml(
                    "<ListBucketResult><IsTruncated>true</IsTruncated>"
                        + "<NextContinuationToken>t</NextContinuationToken>"
                        + "<Contents><Key>a</Key><Size>1</Size></Contents></ListBucketResult>"));
    try (Store store = store()) {
      assertThatThrownBy(() -> store.listFiles("").toList())
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("NoSuchBucket");
    }
  }

  /** Fails at once. */
  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is gone");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }

  /** Content that says more than it holds. */
  private record Declared(long size) implements Content {
    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public InputStream open(long offset) {
      return InputStream.nullInputStream();
    }
  }

  /** Text of a server forges no line of a log and moves no cursor. */
  @Test
  void theServersWordsAreEscaped() throws IOException {
    String hostile = "no\n2026-01-01 ERROR forged\u001b[2J\r\u202egnp";
    server.answering(
        (request, number) ->
            new Reply(
                403,
                Map.of("x-amz-request-id", "id\u001b[1m"),
                "<Error><Code>Access\nDenied\u202e</Code><Message>"
                    + hostile.replace("\u001b", "&#27;")
                    + "</Message></Error>"));
    try (Store store = store()) {
      assertThatThrownBy(() -> store.readBytes("a\u202eb"))
          .isInstanceOfSatisfying(
              PermissionDeniedException.class,
              e -> {
                assertThat(String.valueOf(e.path())).isEqualTo("a\u202eb");
                for (Throwable each = e; each != null; each = each.getCause()) {
                  assertThat(String.valueOf(each.getMessage()))
                      .doesNotContain("\n", "\r", "\u001b", "\u202e");
                }
                assertThat(e.getMessage()).contains("forged\\u001b[2J");
                assertThat(e.requestId()).doesNotContain("\u001b");
                assertThat(e.nativeCode()).isEqualTo("Access\\u000aDenied\\u202e");
              });
    }
  }
}
