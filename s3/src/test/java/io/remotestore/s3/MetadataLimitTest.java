package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.spi.DriverException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much metadata goes into a request. */
final class MetadataLimitTest {
  private static final String TOKEN_FIELD = "x-amz-meta-remote-store-token";
  private static final String COPIED = "<CopyObjectResult><ETag>\"c\"</ETag></CopyObjectResult>";
  private static final String BEGUN =
      "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static Map<String, String> bytes(int value) {
    return Map.of("k", "v".repeat(value));
  }

  @Test
  void s3CountsNamesWithoutTheirPrefix() throws DriverException {
    MetadataLimit.WITHOUT_PREFIX.check(bytes(2047), null, null);
    MetadataLimit.WITH_PREFIX.check(bytes(2036), null, null);
    MetadataLimit.WITH_PREFIX.check(bytes(1974), "remote-store-token", TOKEN);
    assertThatThrownBy(() -> MetadataLimit.WITHOUT_PREFIX.check(bytes(2048), null, null))
        .hasMessage(
            "the metadata takes 2049 bytes in a request, more than the 2048 that the server"
                + " takes");
    assertThatThrownBy(() -> MetadataLimit.WITH_PREFIX.check(bytes(2037), null, null))
        .hasMessageContaining("takes 2049 bytes");
  }

  @Test
  void theTokenThatTakesTheRoomIsNamed() {
    assertThatThrownBy(
            () -> MetadataLimit.WITH_PREFIX.check(bytes(1976), "remote-store-token", TOKEN))
        .hasMessage(
            "the metadata takes 2049 bytes in a request, more than the 2048 that the server"
                + " takes, of which the token of this write takes 61; write_tokens = false makes"
                + " room for it");
    assertThatThrownBy(
            () -> MetadataLimit.WITH_PREFIX.check(bytes(2037), "remote-store-token", TOKEN))
        .hasMessageNotContaining("write_tokens");
  }

  @Test
  void escapesCount() {
    Map<String, String> umlauts = Map.of("k", "\u00e4".repeat(800)); // 1,600 bytes as UTF-8
    assertThatThrownBy(() -> MetadataLimit.WITHOUT_PREFIX.check(umlauts, null, null))
        .hasMessageContaining("takes 2149 bytes");
  }

  @Test
  void aWriteThatDoesNotFitSendsNothing() throws IOException {
    try (FakeS3 server = new FakeS3();
        Store store = server.store()) {
      assertThatThrownBy(
              () -> store.write("a", new byte[1], WriteOptions.create().withMetadata(bytes(2040))))
          .hasMessageContaining("more than the 2048");
      assertThat(server.received()).isEmpty();
    }
  }

  // ---------------------------------------------------------------- copies

  /** Answers for a bucket with the file {@code a}, which has so much metadata, and with targets. */
  private static Reply source(Received request, int metadata, String... targets) {
    return source(request, metadata, 3, targets);
  }

  private static Reply source(Received request, int metadata, long size, String... targets) {
    return reply(request, metadata, size, targets).and("x-amz-request-id", "req-1");
  }

  private static Reply reply(Received request, int metadata, long size, String... targets) {
    String source = request.header("x-amz-copy-source");
    if (source != null) {
      if (!source.endsWith("bucket/a")) {
        return Reply.error(412, "PreconditionFailed"); // the server checks conditions of copies
      }
      boolean part = request.target().contains("uploadId");
      return Reply.xml(part ? COPIED.replace("Object", "Part") : COPIED);
    }
    if (request.method().equals("POST")) {
      boolean begin = request.target().contains("uploads");
      return Reply.xml(begin ? BEGUN : COPIED.replace("CopyObject", "CompleteMultipartUpload"));
    }
    if (request.target().endsWith("?tagging=")) {
      return Reply.error(404, "NoSuchTagSet");
    }
    if (request.method().equals("PUT")) {
      return Reply.of(200).with("ETag", "\"p\"");
    }
    if (request.method().equals("DELETE")) {
      return Reply.of(204);
    }
    String path = request.target().replaceFirst("[?].*", "");
    boolean there = path.equals("/bucket/a") || List.of(targets).contains(path);
    return there
        ? Reply.of(200)
            .with("ETag", "\"a\"")
            .and("Content-Length", Long.toString(size))
            .and("x-amz-meta-k", "v".repeat(metadata))
        : Reply.of(404);
  }

  private static Received sent(FakeS3 server, String method, String target) {
    return server.received().stream()
        .filter(each -> each.method().equals(method) && each.target().startsWith(target))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** The caller of a copy cannot shorten the metadata of the source. */
  @ParameterizedTest
  @CsvSource({"1974, true", "1975, true", "1976, false", "2000, false", "2036, false"})
  void aCopyHasATokenIfThereIsRoom(int metadata, boolean token) throws IOException {
    try (FakeS3 server = new FakeS3().answering((request, number) -> source(request, metadata));
        Store store = server.store()) {
      store.copy("a", "b", CopyOptions.create());
      Received copy = sent(server, "PUT", "/bucket/b");
      assertThat(copy.header("if-none-match")).isEqualTo("*");
      assertThat(copy.header(TOKEN_FIELD) != null).isEqualTo(token);
      // Without a directive to replace them, the server copies the metadata itself.
      assertThat(copy.header("x-amz-metadata-directive")).isEqualTo(token ? "REPLACE" : null);

      store.move("a", "c", CopyOptions.create());
      assertThat(sent(server, "PUT", "/bucket/c").header(TOKEN_FIELD) != null).isEqualTo(token);
    }
  }

  @ParameterizedTest
  @CsvSource({"1975, create, true", "2000, create, false", "2000, overwrite, false"})
  void aCopyInPartsHasATokenIfThereIsRoom(int metadata, String way, boolean token)
      throws IOException {
    CopyOptions options = way.equals("create") ? CopyOptions.create() : CopyOptions.overwrite();
    long size = S3Copies.MAX_SILENT_COPY + 1;
    try (FakeS3 server =
            new FakeS3().answering((request, number) -> source(request, metadata, size));
        Store store = server.store()) {
      store.copy("a", "b", options);
      Received begin = sent(server, "POST", "/bucket/b?uploads");
      assertThat(begin.header("x-amz-meta-k")).hasSize(metadata);
      assertThat(begin.header(TOKEN_FIELD) != null).isEqualTo(token);
    }
  }

  @ParameterizedTest
  @CsvSource({"1975, true", "2000, false"})
  void aCopyThroughThisProcessHasATokenIfThereIsRoom(int metadata, boolean token)
      throws IOException {
    try (FakeS3 server = new FakeS3();
        Store memory = Stores.memory();
        Store store = server.store()) {
      memory.write("a", new byte[3], most(metadata));
      store.copyFrom(memory, "a", "b", CopyOptions.create());
      Received put = sent(server, "PUT", "/bucket/b");
      assertThat(put.header("x-amz-meta-k")).hasSize(metadata);
      assertThat(put.header(TOKEN_FIELD) != null).isEqualTo(token);
    }
  }

  /** As with {@code write_tokens = false}: what stands there may be of another process. */
  @Test
  void aCopyWithoutRoomWhoseReplyIsLostIsOfUnknownOutcomeIfAFileIsThere() throws IOException {
    AtomicBoolean lost = new AtomicBoolean();
    try (FakeS3 server = new FakeS3();
        Store store = server.store()) {
      server.answering(
          (request, number) -> {
            if ("bucket/a".equals(request.header("x-amz-copy-source"))) {
              lost.set(true);
              return Reply.of(500).with("x-amz-request-id", "req-1");
            }
            return lost.get() ? source(request, 2000, "/bucket/b") : source(request, 2000);
          });
      assertThatThrownBy(() -> store.copy("a", "b", CopyOptions.create()))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("nothing tells this write from another");
    }
  }

  /** Metadata that fit by this count fit on the server, and a byte more does not, on each way. */
  @Test
  @EnabledIfEnvironmentVariable(named = S3Server.VARIABLE, matches = ".+")
  void theCountIsThatOfTheServer() throws IOException {
    S3Server server = S3Server.fromEnvironment();
    String bucket = S3Server.newBucketName();
    server.makeBucket(bucket);
    try (Store store = FakeS3.store(server.driver(bucket));
        S3Client client = server.client(bucket)) {
      store.write("plain", new byte[1], most(1975));
      store.write("parts", Content.of(new ByteArrayInputStream(new byte[9 << 20])), most(1975));
      store.copy("plain", "copy", CopyOptions.create());
      assertThat(store.getFileInfo("copy").metadata()).isEqualTo(bytes(1975));
      client.sendAndDrop(
          new S3Request("PUT", "long")
              .header("x-amz-meta-k", "v".repeat(2036))
              .body(Content.of(new byte[1])),
          new FreeCall());
      store.copy("long", "longCopy", CopyOptions.create());
      assertThat(store.getFileInfo("longCopy").metadata()).isEqualTo(bytes(2036));
      store.move("longCopy", "moved", CopyOptions.create());
      assertThat(store.getFileInfo("moved").metadata()).isEqualTo(bytes(2036));
      assertThatThrownBy(() -> store.write("more", new byte[1], most(1976)))
          .hasMessageContaining("write_tokens = false makes room");
      for (int value : new int[] {2036, 2037}) {
        S3Request put =
            new S3Request("PUT", "raw")
                .header("x-amz-meta-k", "v".repeat(value))
                .body(Content.of(new byte[1]));
        if (value == 2036) {
          assertThat(client.sendAndDrop(put, new FreeCall()).status()).isEqualTo(200);
        } else {
          assertThatThrownBy(() -> client.sendAndDrop(put, new FreeCall()))
              .hasMessageContaining("MetadataTooLarge");
        }
      }
    } finally {
      server.removeBucket(bucket);
    }
  }

  private static WriteOptions most(int value) {
    return WriteOptions.create().withMetadata(bytes(value));
  }
}
