package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ContentDigest;
import io.remotestore.ContentHeaders;
import io.remotestore.FileInfo;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose stored headers no info can hold are read like any other. */
final class S3EntriesTest {
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The characters that the bytes of a text are in a field. */
  private static String raw(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private void answersWith(String... fields) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ETag", "\"e\"");
    headers.put("x-amz-request-id", "req-1");
    headers.put("x-amz-meta-kept", "yes");
    headers.put("Content-Type", "text/plain");
    for (int i = 0; i < fields.length; i += 2) {
      headers.put(fields[i], fields[i + 1]);
    }
    server.answering((request, number) -> new Reply(200, headers, "hello"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Content-Disposition, ''",
    "Cache-Control, ''",
    "Cache-Control, '  '",
    "Content-Language, d\u0001e",
    "Content-Encoding, ''",
    "Content-Encoding, gz\u007fip",
    "x-amz-meta-name, a\u0007b",
    // base64 of a line break
    "x-amz-meta-name, =?UTF-8?B?YQpi?=",
    "x-amz-version-id, ''",
    "x-amz-checksum-crc32c, ''",
    "x-amz-checksum-sha256, no base64!",
    "Last-Modified, yesterday",
  })
  void whatNoInfoHoldsIsLeftOut(String name, String value) throws IOException {
    answersWith(name, raw(value));
    try (Store store = server.store()) {
      assertThat(store.readText("a")).isEqualTo("hello");
      FileInfo info = store.getFileInfo("a");
      assertThat(info.size()).isEqualTo(5);
      assertThat(info.etag()).isEqualTo("\"e\"");
      assertThat(info.headers())
          .isEqualTo(ContentHeaders.builder().contentType("text/plain").build());
      assertThat(info.metadata()).isEqualTo(Map.of("kept", "yes"));
      assertThat(info.version()).isNull();
      assertThat(info.digest()).isNull();
      assertThat(info.modifiedAt()).isNull();
      try (StoreInputStream in = store.read("a")) {
        assertThat(in.info()).isEqualTo(info);
      }
    }
  }

  /** Some servers send the checksum of the parts' checksums without the suffix {@code -N}. */
  @ParameterizedTest
  @CsvSource({"COMPOSITE", "composite"})
  void aChecksumOfPartsIsNotThatOfTheBytes(String type) throws IOException {
    answersWith("x-amz-checksum-crc32c", "AAAAAA==", "x-amz-checksum-type", type);
    try (Store store = server.store()) {
      assertThat(store.readText("a")).isEqualTo("hello");
      assertThat(store.getFileInfo("a").digest()).isNull();
      WriteResult written = store.writeText("a", "hello", WriteOptions.overwrite());
      assertThat(written.digest()).isNull();
    }
  }

  @Test
  void aChecksumOfTheBytesIsCompared() throws IOException {
    answersWith("x-amz-checksum-crc32c", "AAAAAA==", "x-amz-checksum-type", "FULL_OBJECT");
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.readText("a")).isInstanceOf(RemoteStoreException.class);
      assertThat(store.getFileInfo("a").digest())
          .isEqualTo(new ContentDigest("crc32c", "00000000"));
    }
  }

  /** Its bytes are an "E" with an acute accent in UTF-8, of which one is a control character. */
  @Test
  void whatOtherProgramsStoreInUtf8IsReadAndCopiedAsItIs() throws IOException {
    answersWith("Content-Disposition", raw("attachment; filename=\u00c9.txt"));
    try (Store store = server.store()) {
      assertThat(store.getFileInfo("a").headers().contentDisposition())
          .isEqualTo("attachment; filename=\u00c9.txt");
      server.forget();
      S3Request request = new S3Request("PUT", "b");
      S3Entries.addMetadata(
          request, store.getFileInfo("a").headers(), Map.of(), null, MetadataLimit.WITH_PREFIX);
      assertThat(request.headers().first("content-disposition"))
          .isEqualTo(raw("attachment; filename=\u00c9.txt"));
    }
    answersWith("x-amz-meta-name", raw("\u00c9t\u00e9"));
    try (Store store = server.store()) {
      assertThat(store.getFileInfo("a").metadata()).containsEntry("name", "\u00c9t\u00e9");
    }
  }

  @Test
  void aBlankTypeIsNone() throws IOException {
    answersWith("Content-Type", "");
    try (Store store = server.store()) {
      assertThat(store.getFileInfo("a").headers()).isEqualTo(ContentHeaders.NONE);
    }
  }

  @Test
  void aBlankEntityTagIsNone() throws IOException {
    answersWith("ETag", "");
    try (Store store = server.store()) {
      assertThat(store.readText("a")).isEqualTo("hello");
      FileInfo info = store.getFileInfo("a");
      assertThat(info.etag()).isNull();
      assertThat(info.revision()).isNull();
    }
  }

  /** What is no ASCII and no UTF-8 is text by its bytes. */
  @Test
  void whatCanBeHeldIsKept() throws IOException {
    answersWith("Content-Disposition", "attachment; filename=\u00e9.txt");
    try (Store store = server.store()) {
      FileInfo info = store.getFileInfo("a");
      assertThat(info.headers().contentDisposition()).isEqualTo("attachment; filename=\u00e9.txt");
      assertThat(info.contentType()).isEqualTo("text/plain");
      assertThat(info.metadata()).isEqualTo(Map.of("kept", "yes"));
    }
  }

  @Test
  void metadataMayBeEmptyOrBlank() throws IOException {
    answersWith("x-amz-meta-empty", "");
    try (Store store = server.store()) {
      assertThat(store.getFileInfo("a").metadata()).containsEntry("empty", "");
    }
    answersWith("x-amz-meta-blank", "=?UTF-8?B?IA==?=");
    try (Store store = server.store()) {
      assertThat(store.getFileInfo("a").metadata()).containsEntry("blank", " ");
    }
  }
}
