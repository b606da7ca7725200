package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.ContentHeaders;
import io.remotestore.DigestMismatchException;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing whole files from every kind of source. */
public abstract class WriteContract extends StoreContract {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_537, 2_500_000})
  void everySourceGivesTheSameFile(int size, @TempDir Path temp) throws IOException {
    byte[] content = noise(size);
    Path local = Files.write(temp.resolve("source"), content);
    store().write("from/bytes", content, overwrite());
    store().write("from/stream", new ByteArrayInputStream(content), overwrite());
    store().write("from/sized", Content.of(new ByteArrayInputStream(content), size), overwrite());
    store().write("from/file", local, overwrite());
    store().write("from/action", out -> out.write(content), overwrite());
    for (String path : files("from")) {
      assertThat(store().readBytes(path)).as(path).isEqualTo(content);
    }
    assertThat(files("from")).hasSize(5);
  }

  @Test
  void resultsSayWhatIsThere() {
    WriteResult result = store().write("a/file", bytes("hello"), overwrite());
    FileInfo info = store().getFileInfo("a/file");
    assertThat(result.path()).isEqualTo("a/file");
    assertThat(result.size()).isEqualTo(5);
    assertThat(result.source())
        .isEqualTo(
            supports(Capability.WRITE_RESULT_NATIVE)
                ? WriteResult.Source.NATIVE
                : WriteResult.Source.BASIC);
    if (result.etag() != null) {
      assertThat(result.etag()).isEqualTo(info.etag());
    }
    if (result.revision() != null) {
      assertThat(result.revision()).isEqualTo(info.revision());
    }
    if (result.lastModified() != null) {
      assertThat(result.lastModified()).isEqualTo(info.modifiedAt());
    }
    assertThat(store().head("a/file").source()).isEqualTo(WriteResult.Source.SIDECAR);
    assertThat(store().head("a/file").size()).isEqualTo(5);
  }

  @Test
  void streamsAreReadFromWhereTheyAreAndStayOpen() throws IOException {
    CloseWatch stream = new CloseWatch(bytes("skip me, keep me"));
    assertThat(stream.readNBytes(9)).hasSize(9);
    store().write("file", stream, overwrite());
    assertThat(store().readText("file")).isEqualTo("keep me");
    assertThat(stream.closed).isFalse();
  }

  private static final class CloseWatch extends ByteArrayInputStream {
    private boolean closed;

    private CloseWatch(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void overwritingReplacesAll() {
    put("file", noise(10_000));
    put("file", "short");
    assertThat(store().readText("file")).isEqualTo("short");
    put("file", noise(20_000));
    assertThat(store().readBytes("file")).isEqualTo(noise(20_000));
  }

  @Test
  void createRefusesWhatIsThere() {
    if (!supports(Capability.CREATE_IF_ABSENT)) {
      refused(Capability.CREATE_IF_ABSENT, () -> store().writeText("file", "x"));
      return;
    }
    store().writeText("file", "first");
    AlreadyExistsException e =
        fails(AlreadyExistsException.class, "file", () -> store().writeText("file", "second"));
    assertThat(e.hint()).contains("overwrite");
    fails(AlreadyExistsException.class, "file", () -> createFromStream("file"));
    assertThat(store().readText("file")).isEqualTo("first");
  }

  private void createFromStream(String path) {
    store().write(path, new ByteArrayInputStream(noise(100)));
  }

  @Test
  void typeOutranksExistence() {
    put("folder/file", "x");
    if (realFolders()) {
      fails(InvalidPathException.class, "folder", () -> put("folder", "x"));
      fails(InvalidPathException.class, "folder", () -> store().writeText("folder", "x"));
      fails(InvalidPathException.class, "folder/file/below", () -> put("folder/file/below", "x"));
      fails(
          InvalidPathException.class,
          "folder/file/a/b/c",
          () -> store().writeText("folder/file/a/b/c", "x"));
      assertThat(files("", ListOptions.recursive())).containsExactly("folder/file");
    } else {
      put("folder", "a key beside a prefix of its name");
      put("folder/file/below", "a key below a key");
      assertThat(store().readText("folder")).startsWith("a key beside");
      assertThat(store().readText("folder/file")).isEqualTo("x");
    }
  }

  @Test
  @SuppressWarnings("InputStreamSlowMultibyteRead")
  void aFailingSourcePublishesNothing() {
    put("kept", "before");
    InputStream failing =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            if (given++ < 500_000) {
              return 'x';
            }
            throw new IOException("the disk of the source is gone");
          }
        };
    assertThatThrownBy(() -> store().write("kept", failing, overwrite()))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("the disk of the source is gone")
        .hasMessageContaining("source");
    if (supports(Capability.ATOMIC_WRITE)) {
      assertThat(store().readText("kept")).isEqualTo("before");
    }
    assertThatThrownBy(() -> store().write("new", failing, overwrite()))
        .isInstanceOf(RemoteStoreException.class);
    if (supports(Capability.ATOMIC_WRITE)) {
      assertThat(store().exists("new")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {99, 101})
  void aWrongSizeFails(long announced) {
    assertThatThrownBy(() -> writeSized(announced))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("bytes");
    assertThat(store().exists("file")).isFalse();
  }

  private void writeSized(long announced) {
    store().write("file", Content.of(new ByteArrayInputStream(noise(100)), announced), overwrite());
  }

  @Test
  void aMissingLocalSourceFails(@TempDir Path temp) {
    assertThatThrownBy(() -> store().write("file", temp.resolve("missing"), overwrite()))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("missing");
    assertThat(store().exists("file")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "md5", "crc32c", "sha1", "crc32", "sha512"})
  void expectedDigestsAreChecked(String algorithm) {
    byte[] content = bytes("checked");
    ContentDigest right = new ContentDigest(algorithm, Digest.hex(algorithm, content));
    store().write("right", content, overwrite().withExpectedDigest(right));
    assertThat(store().readText("right")).isEqualTo("checked");
    store()
        .write(
            "streamed", new ByteArrayInputStream(content), overwrite().withExpectedDigest(right));
    WriteOptions wrong = overwrite().withExpectedDigest(new ContentDigest(algorithm, "00"));
    fails(DigestMismatchException.class, "wrong", () -> store().write("wrong", content, wrong));
    fails(
        DigestMismatchException.class,
        "wrong",
        () -> store().write("wrong", new ByteArrayInputStream(content), wrong));
    fails(
        DigestMismatchException.class,
        "wrong",
        () -> store().write("wrong", out -> out.write(content), wrong));
    assertThat(store().exists("wrong")).isFalse();
  }

  @Test
  void unknownDigestsAreRefused() {
    WriteOptions options = overwrite().withExpectedDigest(new ContentDigest("rot13", "00"));
    driver().resetCalls();
    assertThatThrownBy(() -> store().write("file", bytes("x"), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rot13");
    assertThat(driver().calls()).isZero();
  }

  @Test
  void metadataAndHeadersComeBack() {
    if (!supports(Capability.USER_METADATA)) {
      return;
    }
    Map<String, String> metadata =
        Map.of(
            "plain",
            "value",
            "spaces",
            " a b ",
            "unicode",
            "\u00fc\uD83D\uDE48",
            "equals=sign",
            "a=b");
    store().writeText("file", "x", overwrite().withMetadata(metadata));
    assertThat(store().getFileInfo("file").metadata()).isEqualTo(metadata);
    assertThat(store().head("file").metadata()).isEqualTo(metadata);
    WriteResult result = store().writeText("other", "x", overwrite().withMetadata(metadata));
    assertThat(result.metadata()).isEqualTo(metadata);
    put("file", "rewritten");
    assertThat(store().getFileInfo("file").metadata()).isEmpty();
  }

  /** Headers of object stores fold the case of keys: a swap of the backend changes nothing. */
  @Test
  void metadataKeysComeBackInLowerCase() {
    if (!supports(Capability.USER_METADATA)) {
      return;
    }
    store().writeText("file", "x", overwrite().withMetadata(Map.of("Author-Name", "Ada")));
    assertThat(store().getFileInfo("file").metadata()).isEqualTo(Map.of("author-name", "Ada"));
  }

  @Test
  void headersComeBack() {
    if (!supports(Capability.CONTENT_HEADERS)) {
      return;
    }
    ContentHeaders headers =
        ContentHeaders.builder()
            .contentType("text/csv; charset=utf-8")
            .cacheControl("max-age=60")
            .contentDisposition("attachment; filename=\"a b.csv\"")
            .contentEncoding("gzip")
            .contentLanguage("de")
            .build();
    store().writeText("file", "x", overwrite().withHeaders(headers));
    assertThat(store().getFileInfo("file").headers()).isEqualTo(headers);
    store().write("streamed", out -> out.write('x'), overwrite().withContentType("text/plain"));
    assertThat(store().getFileInfo("streamed").contentType()).isEqualTo("text/plain");
  }

  @Test
  void badMetadataIsRefusedWhenMade() {
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("two words", "v")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two words")
        .hasMessageContaining("without a blank");
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("Key", "1", "key", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'key' twice");
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("", "v")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("_k", "v")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("\u00fc", "v")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("k", "x".repeat(2048))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2048");
    assertThatThrownBy(() -> overwrite().withMetadata(Map.of("k", "a\nb")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parentsComeIntoBeing() {
    put("a/b/c/d/e/file", "deep");
    assertThat(store().isFolder("a/b/c/d/e")).isTrue();
    assertThat(store().readText("a/b/c/d/e/file")).isEqualTo("deep");
  }

  @Test
  void anInterruptEndsAWrite() {
    put("file", "before");
    Thread.currentThread().interrupt();
    try {
      fails(
          io.remotestore.OperationInterruptedException.class,
          "file",
          () -> store().write("file", new ByteArrayInputStream(noise(1_000_000)), overwrite()));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      boolean unused = Thread.interrupted();
    }
    assertThat(store().readText("file")).isEqualTo("before");
  }

  @Test
  void aTakenTargetIsFoundBeforeAStreamIsRead() {
    if (!supports(Capability.CREATE_IF_ABSENT)) {
      return;
    }
    put("file", "first");
    ByteArrayInputStream source = new ByteArrayInputStream(new byte[] {1, 2, 3});
    assertThatThrownBy(() -> store().write("file", source))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(source.available()).isEqualTo(3);
    assertThat(store().readText("file")).isEqualTo("first");
  }
}
