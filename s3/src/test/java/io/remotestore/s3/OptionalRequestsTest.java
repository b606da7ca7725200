package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.s3.FakeS3.Script;
import io.remotestore.s3.S3Options.ConditionalWrites;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What S3 answers and other servers lack: what an operation costs when the server refuses a request
 * for the first time, and what it costs from then on. Conditions are in {@link ConditionProbeTest},
 * checksums behind the bytes in {@link WritesTest}.
 */
final class OptionalRequestsTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final Reply NOT_IMPLEMENTED = Reply.error(501, "NotImplemented");
  private static final Reply NOT_ALLOWED = Reply.error(405, "MethodNotAllowed");
  private static final Reply INVALID = Reply.error(400, "InvalidArgument");

  private FakeS3 server;
  private final MovableClock clock = new MovableClock();

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
    server.objects().put("/bucket/a", CONTENT);
    server.objects().put("/bucket/b", CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private interface Use {
    void of(Store store) throws IOException;
  }

  private static Arguments row(
      String name, Script lacking, Use use, List<String> first, List<String> later) {
    return arguments(named(name, lacking), use, first, later);
  }

  private static Stream<Arguments> rows() {
    Use deletes =
        store -> store.deleteAll(List.of("a", "b"), DeleteOptions.idempotent()).throwIfAnyFailed();
    Use writes = store -> store.write("new", CONTENT, WriteOptions.overwrite());
    Use uploads = store -> store.write("new", new byte[12 << 20], WriteOptions.overwrite());
    Use copies = store -> store.copy("a", "c", CopyOptions.overwrite());
    Use ranges = OptionalRequestsTest::readPart;
    return Stream.of(
        row(
            "deletes of many keys: 501",
            refusing("POST", "?delete", NOT_IMPLEMENTED),
            deletes,
            List.of("POST ?delete", "DELETE a", "DELETE b"),
            List.of("DELETE a", "DELETE b")),
        row(
            "deletes of many keys: 405",
            refusing("POST", "?delete", NOT_ALLOWED),
            deletes,
            List.of("POST ?delete", "DELETE a", "DELETE b"),
            List.of("DELETE a", "DELETE b")),
        row(
            "checksum of a write: 501",
            refusingHeader("x-amz-checksum-crc32c", NOT_IMPLEMENTED),
            writes,
            List.of("PUT new", "PUT new"),
            List.of("PUT new")),
        row(
            "checksum of a write: 400",
            refusingHeader("x-amz-checksum-crc32c", INVALID),
            writes,
            List.of("PUT new", "PUT new"),
            List.of("PUT new")),
        row(
            "checksum of an upload: 501",
            refusingHeader("x-amz-checksum-algorithm", NOT_IMPLEMENTED),
            uploads,
            List.of(
                "POST new?uploads",
                "POST new?uploads",
                "PUT new?partNumber",
                "PUT new?partNumber",
                "POST new?uploadId"),
            List.of(
                "POST new?uploads",
                "PUT new?partNumber",
                "PUT new?partNumber",
                "POST new?uploadId")),
        row(
            "copies: 501",
            refusingHeader("x-amz-copy-source", NOT_IMPLEMENTED),
            copies,
            List.of("HEAD a", "PUT c", "GET a", "PUT c"),
            List.of("HEAD a", "GET a", "PUT c")),
        row(
            "copies: 405",
            refusingHeader("x-amz-copy-source", NOT_ALLOWED),
            copies,
            List.of("HEAD a", "PUT c", "GET a", "PUT c"),
            List.of("HEAD a", "GET a", "PUT c")),
        row(
            "ranges: ignored",
            (request, number) -> null,
            ranges,
            List.of("GET a"),
            List.of("GET a")));
  }

  private static void readPart(Store store) {
    assertThat(store.readBytes("a", ReadOptions.range(3, 4)))
        .isEqualTo(Arrays.copyOfRange(CONTENT, 3, 7));
  }

  private static Script refusing(String method, String query, Reply refusal) {
    return (request, number) ->
        request.method().equals(method) && request.target().contains(query) ? refusal : null;
  }

  private static Script refusingHeader(String header, Reply refusal) {
    return (request, number) -> request.header(header) == null ? null : refusal;
  }

  /** Uploads in parts, as far as these tests need them. */
  private static @Nullable Reply parts(Received request) {
    String target = request.target();
    if (target.contains("?uploads")) {
      return Reply.xml(
          "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
    }
    if (!target.contains("uploadId=")) {
      return null;
    }
    return switch (request.method()) {
      case "PUT" ->
          request.header("x-amz-copy-source") == null
              ? new Reply(200, Map.of("ETag", "\"p\""), "")
              : Reply.xml("<CopyPartResult><ETag>\"p\"</ETag></CopyPartResult>");
      case "DELETE" -> Reply.of(204);
      default ->
          Reply.xml(
              "<CompleteMultipartUploadResult><ETag>\"w-2\"</ETag>"
                  + "</CompleteMultipartUploadResult>");
    };
  }

  private Store store() throws IOException {
    AwsCredentials keys = AwsCredentials.of("key", "secret");
    S3Options options = server.options().conditionalWrites(ConditionalWrites.TRUST).build();
    return Stores.over(
        server.driver(options, () -> keys, clock),
        StoreOptions.builder()
            .name("here")
            .partSize(6 << 20)
            .concurrency(1)
            .retry(RetryPolicy.disabled())
            .build());
  }

  private List<String> requests() {
    List<String> shown =
        server.received().stream()
            .map(
                request ->
                    request.method()
                        + " "
                        + request.target().replaceFirst("^/bucket/?", "").replaceAll("=.*", ""))
            .toList();
    server.forget();
    return shown;
  }

  private void lacks(Script lacking) {
    server.answering(
        (request, number) -> {
          Reply refusal = lacking.answer(request, number);
          return refusal == null ? parts(request) : refusal;
        });
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRefusalIsFoundOnce(Script lacking, Use use, List<String> first, List<String> later)
      throws IOException {
    lacks(lacking);
    try (Store store = store()) {
      use.of(store);
      assertThat(requests()).as("the first time").isEqualTo(first);
      use.of(store);
      assertThat(requests()).as("from then on").isEqualTo(later);
      clock.move(Duration.ofMinutes(16));
      use.of(store);
      assertThat(requests()).as("once more after a quarter of an hour").isEqualTo(first);
    }
  }

  /**
   * The server ignores conditions of copies, so that a copy that must not overwrite goes by parts.
   */
  @Test
  void copiesOfPartsAreRefusedOnce() throws IOException {
    lacks(
        (request, number) ->
            request.target().contains("partNumber") && request.header("x-amz-copy-source") != null
                ? NOT_IMPLEMENTED
                : request.target().contains("?tagging") ? Reply.error(404, "NoSuchTagSet") : null);
    try (Store store = store()) {
      store.copy("a", "c");
      assertThat(requests())
          .filteredOn(request -> !request.contains("probe"))
          .containsExactly(
              "HEAD a",
              "HEAD a",
              "GET a?tagging",
              "POST c?uploads",
              "PUT c?partNumber",
              "DELETE c?uploadId",
              "GET a",
              "PUT c");
      store.copy("a", "d");
      assertThat(requests()).containsExactly("HEAD a", "GET a", "PUT d");
      assertThat(store.readBytes("d")).isEqualTo(CONTENT);
    }
  }

  @Test
  void tagsAreRefusedOnce() throws IOException {
    String size = Long.toString(600L << 20);
    lacks(
        (request, number) ->
            request.method().equals("HEAD")
                ? Reply.of(200).with("ETag", "\"e\"").and("Content-Length", size)
                : request.target().contains("?tagging") ? NOT_IMPLEMENTED : null);
    try (Store store = store()) {
      store.copy("a", "c", CopyOptions.overwrite());
      assertThat(requests()).contains("PUT c?partNumber").containsOnlyOnce("GET a?tagging");
      store.copy("a", "c", CopyOptions.overwrite());
      assertThat(requests()).contains("PUT c?partNumber").doesNotContain("GET a?tagging");
    }
  }

  /** Only the server's own document is a refusal: a status alone can be of something on the way. */
  @Test
  void aStatusAloneIsNotRemembered() throws IOException {
    lacks(refusing("POST", "?delete", Reply.of(405)));
    try (Store store = store()) {
      for (int i = 0; i < 2; i++) {
        assertThat(store.deleteAll(List.of("a", "b"), DeleteOptions.idempotent()).failures())
            .hasSize(2);
        assertThat(requests()).startsWith("POST ?delete");
      }
    }
  }

  /** What is wrong for another reason stays wrong, and says the reason. */
  @Test
  void aRefusalOfAnotherReasonIsNotRemembered() throws IOException {
    lacks(refusing("PUT", "new", INVALID));
    try (Store store = store()) {
      assertThatThrownBy(() -> store.write("new", CONTENT, WriteOptions.overwrite()))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("InvalidArgument");
      requests();
      store.write("other", CONTENT, WriteOptions.overwrite());
      assertThat(server.received().get(0).header("x-amz-checksum-crc32c")).isNotNull();
    }
  }

  // ---------------------------------------------------------------- listings of the first version

  /** Lists a, b, d/x and e, two at a time, by marker, and knows nothing of the second version. */
  private static @Nullable Reply firstVersion(Received request) {
    if (!request.method().equals("GET") || !request.target().matches("/bucket/?[?].*")) {
      return null;
    }
    boolean rolled = request.target().contains("delimiter=");
    String marker = parameter(request.target(), "marker");
    List<String> left =
        Stream.of("a", "b", rolled ? "d/" : "d/x", "e")
            .filter(key -> key.compareTo(marker) > 0)
            .toList();
    StringBuilder page = new StringBuilder("<ListBucketResult><Marker>" + marker + "</Marker>");
    List<String> now = left.subList(0, Math.min(2, left.size()));
    boolean truncated = now.size() < left.size();
    page.append("<IsTruncated>").append(truncated).append("</IsTruncated>");
    if (truncated && rolled) { // S3 tells it only then
      page.append("<NextMarker>").append(now.get(1)).append("</NextMarker>");
    }
    for (String key : now) {
      page.append(
          key.endsWith("/")
              ? "<CommonPrefixes><Prefix>" + key + "</Prefix></CommonPrefixes>"
              : "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>");
    }
    return Reply.xml(page.append("</ListBucketResult>").toString())
        .with("x-amz-request-id", "req-1");
  }

  private static String parameter(String target, String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(target);
    return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
  }

  private List<String> versions() {
    List<String> asked =
        server.received().stream()
            .map(request -> request.target().contains("list-type=2") ? "2" : "1")
            .toList();
    server.forget();
    return asked;
  }

  @Test
  void theFirstVersionLists() throws IOException {
    server.answering((request, number) -> firstVersion(request));
    try (Store store = store()) {
      assertThat(store.listFiles("", ListOptions.recursive()).map(FileInfo::path))
          .containsExactly("a", "b", "d/x", "e");
      assertThat(versions()).as("the first page is used").containsExactly("2", "1");
      assertThat(store.listFolders("").map(FolderEntry::path)).containsExactly("d");
      assertThat(versions()).containsExactly("1", "1");
    }
  }

  @Test
  void theFirstVersionBeginsAtAKey() throws IOException {
    server.answering((request, number) -> firstVersion(request));
    try (Store store = store()) {
      ListOptions behind = ListOptions.recursive().withStartAfter("b");
      assertThat(store.listFiles("", behind).map(FileInfo::path)).containsExactly("d/x", "e");
      assertThat(versions()).as("the first page began at the first key").containsExactly("2", "1");
      assertThat(store.listFiles("", behind).map(FileInfo::path)).containsExactly("d/x", "e");
      assertThat(versions()).containsExactly("1");
    }
  }
}
