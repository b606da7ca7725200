package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.CopyOptions;
import io.remotestore.DigestMismatchException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StorageFullException;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.s3.S3Options.ConditionalWrites;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What writes and copies carry, and which replies to them are taken for a yes. */
final class WritesTest {
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Bytes that are not in memory, and can be read again. */
  private record Streamed(long size) implements Content {
    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(new byte[(int) (size - offset)]);
    }
  }

  private static void write(Store store, String path) {
    WriteResult unused = store.write(path, new Streamed(300_000), WriteOptions.overwrite());
  }

  private static boolean isTrailed(Received request) {
    return request.header("x-amz-trailer") != null;
  }

  // ---------------------------------------------------------------- trailers

  @Test
  void aFramedBodyIsSaidToBeOneWithoutASignatureToo() throws IOException {
    S3Options options = server.options().conditionalWrites(ConditionalWrites.TRUST).build();
    try (Store store = FakeS3.store(server.driver(options, () -> null, Clock.systemUTC()))) {
      write(store, "a");
      assertThat(store.exists("a")).isTrue();
    }
    Received put = server.received().get(0);
    assertThat(put.header("authorization")).isNull();
    assertThat(put.header("content-encoding")).isEqualTo("aws-chunked");
    assertThat(put.header("x-amz-content-sha256")).isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    assertThat(server.received().get(1).header("x-amz-content-sha256")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"501,NotImplemented", "400,InvalidRequest", "400,XAmzContentSHA256Mismatch"})
  void aServerWithoutTrailersIsAskedOnce(int status, String code) throws IOException {
    server.answering((request, number) -> isTrailed(request) ? Reply.error(status, code) : null);
    try (Store store = server.store()) {
      write(store, "a");
      write(store, "b");
    }
    assertThat(server.received())
        .extracting(WritesTest::isTrailed)
        .containsExactly(true, false, false);
  }

  private static Content once(int size) {
    return Content.of(new ByteArrayInputStream(new byte[size]), size);
  }

  @Test
  void aServerWithoutTrailersTakesWhatIsReadOnceToo() throws IOException {
    server.answering(
        (request, number) -> isTrailed(request) ? Reply.error(501, "NotImplemented") : null);
    try (Store store = server.store()) {
      store.write("a", once(300_000), WriteOptions.overwrite());
      store.write("b", once(300_000), WriteOptions.overwrite());
      assertThat(store.readBytes("b")).hasSize(300_000);
    }
    assertThat(server.received())
        .extracting(WritesTest::isTrailed)
        .containsExactly(true, false, false, false);
    assertThat(server.received().get(1).header("x-amz-checksum-crc32c")).isNotNull();
  }

  @Test
  void aServerThatKeepsFramesIsFoundOutAndGetsTheBytes() throws IOException {
    server.keepingFrames();
    try (Store store = server.store()) {
      store.write("a", once(300_000), WriteOptions.overwrite());
      write(store, "b");
      assertThat(store.readBytes("a")).isEqualTo(new byte[300_000]);
      assertThat(store.readBytes("b")).isEqualTo(new byte[300_000]);
    }
    assertThat(server.received())
        .extracting(WritesTest::isTrailed)
        .containsExactly(true, false, false, false, false);
  }

  @Test
  void whatItMadeItselfDoesNotRefuseItsRepetition() throws IOException {
    server.keepingFrames().decidingConditions();
    try (Store store = server.store()) {
      store.write("a", once(300_000), WriteOptions.create());
      assertThat(store.readBytes("a")).isEqualTo(new byte[300_000]);
    }
    assertThat(server.received())
        .extracting(WritesTest::isTrailed)
        .containsExactly(true, false, false);
    assertThat(server.received().get(1).header("if-match")).isNotNull();
  }

  @Test
  void aCreateShowsHowAServerIsAsWell() throws IOException {
    server.decidingConditions();
    try (Store store = server.store()) {
      store.write("a", once(300_000), WriteOptions.create());
      store.write("b", once(300_000), WriteOptions.create());
      assertThat(store.readBytes("b")).isEqualTo(new byte[300_000]);
    }
    assertThat(server.received())
        .extracting(WritesTest::isTrailed)
        .containsExactly(true, true, false);
  }

  /**
   * Each of two uploads at once finds out by itself: the other's finding says nothing of its own.
   */
  @Test
  void uploadsAtOnceAreAllLookedAt() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    server
        .keepingFrames()
        .answering(
            (request, number) -> {
              if (isTrailed(request)) {
                both.countDown();
                await(both);
              }
              return null;
            });
    try (Store store = server.store()) {
      FutureTask<Void> other = new FutureTask<>(() -> write(store, "a"), null);
      Thread thread = new Thread(other);
      thread.start();
      write(store, "b");
      other.get();
      assertThat(store.readBytes("a")).isEqualTo(new byte[300_000]);
      assertThat(store.readBytes("b")).isEqualTo(new byte[300_000]);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void onceTrailersAreTakenStreamsAreNotKept() throws IOException {
    try (Store store = server.store()) {
      write(store, "a");
      store.write("b", once(300_000), WriteOptions.overwrite());
      assertThat(store.readBytes("b")).isEqualTo(new byte[300_000]);
    }
    assertThat(server.received())
        .extracting(WritesTest::isTrailed)
        .containsExactly(true, true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestTimeout", "IncompleteBody", "BadDigest"})
  void whatHappensToOneBodySaysNothingOfTrailers(String code) throws IOException {
    AtomicBoolean told = new AtomicBoolean();
    server.answering((request, number) -> told.getAndSet(true) ? null : Reply.error(400, code));
    try (Store store = server.store()) {
      if (!code.equals("IncompleteBody")) {
        write(store, "a");
      } else {
        assertThatThrownBy(() -> write(store, "a")).isInstanceOf(RemoteStoreException.class);
      }
      write(store, "b");
    }
    assertThat(server.received()).allMatch(WritesTest::isTrailed);
  }

  /** The caller passed no digest, or its digest was compared here: the bytes changed on the way. */
  @ParameterizedTest
  @ValueSource(strings = {"BadDigest", "XAmzContentChecksumMismatch"})
  void aBodyThatArrivedDamagedIsSentAgain(String code) throws IOException {
    AtomicBoolean told = new AtomicBoolean();
    server.answering((request, number) -> told.getAndSet(true) ? null : Reply.error(400, code));
    byte[] bytes = {1, 2, 3};
    ContentDigest right = ContentDigest.sha256(bytes);
    try (Store store = server.store()) {
      store.write("a", bytes, WriteOptions.overwrite().withExpectedDigest(right));
      assertThat(store.readBytes("a")).isEqualTo(bytes);
      server.forget();
      ContentDigest wrong = ContentDigest.sha256(new byte[1]);
      assertThatThrownBy(
              () -> store.write("b", bytes, WriteOptions.overwrite().withExpectedDigest(wrong)))
          .isInstanceOf(DigestMismatchException.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void aBodyThatArrivesDamagedEachTimeIsToldAsThat() throws IOException {
    server.answering((request, number) -> Reply.error(400, "BadDigest"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> write(store, "a"))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("code=BadDigest");
    }
    assertThat(server.received()).hasSize(3);
  }

  // ---------------------------------------------------------------- replies

  @Test
  void aPageThatLetsPeopleIntoANetworkIsNoYes() throws IOException {
    server.answering(
        (request, number) ->
            new Reply(200, Map.of("Content-Type", "text/html"), "<html>Log in</html>"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.write("a", new byte[1], WriteOptions.overwrite()))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("the endpoint is probably not S3");
    }
  }

  @Test
  void whatIsTooLargeForTheServerIsNotForWantOfRoom() throws IOException {
    server.answering((request, number) -> Reply.error(400, "EntityTooLarge"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.write("a", new byte[1], WriteOptions.overwrite()))
          .isNotInstanceOf(StorageFullException.class)
          .hasMessageContaining("code=EntityTooLarge");
    }
  }

  @Test
  void theTimeOfAFileInPartsIsNotTheTimeOfItsCompletion() throws IOException {
    server.answering(
        (request, number) -> {
          if (!request.method().equals("POST")) {
            return null;
          }
          return request.target().contains("uploads")
              ? Reply.xml(
                  "<InitiateMultipartUploadResult><UploadId>1</UploadId>"
                      + "</InitiateMultipartUploadResult>")
              : Reply.xml(
                  "<CompleteMultipartUploadResult><ETag>\"e-2\"</ETag>"
                      + "</CompleteMultipartUploadResult>");
        });
    try (Store store = server.store()) {
      WriteResult whole = store.write("a", new byte[1], WriteOptions.overwrite());
      assertThat(whole.lastModified()).isNotNull();
      WriteResult parts = store.write("b", new byte[20 << 20], WriteOptions.overwrite());
      assertThat(parts.etag()).isEqualTo("\"e-2\"");
      assertThat(parts.lastModified()).isNull();
    }
  }

  // ---------------------------------------------------------------- copies

  /** A server that decides the conditions of copies, with a file that says when it expires. */
  private void copying() {
    server.decidingConditions().objects().put("/bucket/a", new byte[] {1});
    server.answering(
        (request, number) -> {
          if (request.method().equals("HEAD") && request.target().equals("/bucket/a")) {
            return new Reply(
                200, Map.of("ETag", "\"e\"", "Expires", "Thu, 01 Dec 2044 16:00:00 GMT"), "1");
          }
          if (request.header("x-amz-copy-source") == null) {
            return null;
          }
          return server.objects().containsKey(request.target())
              ? Reply.error(412, "PreconditionFailed")
              : Reply.xml("<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
        });
  }

  @Test
  void aCopyUnderAConditionKeepsWhenItExpires() throws IOException {
    copying();
    try (Store store = server.store()) {
      store.copy("a", "b", CopyOptions.create());
    }
    Received copy = server.received().get(server.received().size() - 1);
    assertThat(copy.header("x-amz-metadata-directive")).isEqualTo("REPLACE");
    assertThat(copy.header("expires")).isEqualTo("Thu, 01 Dec 2044 16:00:00 GMT");
  }

  @Test
  void aPlainCopyNeedsNoLook() throws IOException {
    copying();
    try (Store store = server.store()) {
      store.copy("a", "b", CopyOptions.overwrite());
    }
    assertThat(server.received())
        .extracting(Objects::toString)
        .containsExactly("HEAD /bucket/a", "PUT /bucket/b");
  }
}
