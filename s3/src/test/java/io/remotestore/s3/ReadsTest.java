package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ByteRange;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges at the end of a file that others write to. */
final class ReadsTest {
  private static final ReadOptions FROM_TWO = ReadOptions.none().withRange(ByteRange.of(2, 10));

  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
    server.objects().put("/bucket/a", new byte[] {0, 1, 2, 3, 4});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static boolean isRange(Received request) {
    return request.method().equals("GET") && request.header("range") != null;
  }

  @Test
  void aFileThatGrewMeanwhileIsReadAgain() throws IOException {
    server.answering(
        (request, number) -> {
          if (!isRange(request)) {
            return null;
          }
          return number == 1
              ? Reply.error(416, "InvalidRange")
              : new Reply(206, Map.of("Content-Range", "bytes 2-4/5", "ETag", "\"e\""), "cde");
        });
    try (Store store = server.store()) {
      assertThat(store.readBytes("a", FROM_TWO)).containsExactly('c', 'd', 'e');
    }
    assertThat(server.received()).hasSize(3);
  }

  @Test
  void aServerThatContradictsItselfIsNoEmptyFile() throws IOException {
    server.answering(
        (request, number) -> isRange(request) ? Reply.error(416, "InvalidRange") : null);
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.readBytes("a", FROM_TWO))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("the file grew to 5 bytes while it was read");
      ByteRange end = ByteRange.of(5, 10);
      assertThat(store.readBytes("a", ReadOptions.none().withRange(end))).isEmpty();
      ByteRange beyond = ByteRange.of(6, 10);
      assertThatThrownBy(() -> store.readBytes("a", ReadOptions.none().withRange(beyond)))
          .isInstanceOf(RangeNotSatisfiableException.class);
    }
  }

  /** The word of {@code Content-Range} counts, whatever the status. */
  @Test
  void aPartBehindAStatusOfTheWholeIsTheOneThatItSays() throws IOException {
    try (FakeS3 odd =
        new FakeS3()
            .answering(
                (request, number) ->
                    new FakeS3.Reply(
                        200, Map.of("ETag", "\"e\"", "Content-Range", "bytes 2-6/36"), "23456"))) {
      try (Store store = odd.store()) {
        ReadOptions asked = ReadOptions.none().withRange(ByteRange.of(2, 5));
        assertThat(store.readBytes("a", asked)).hasSize(5);
        for (ByteRange other : new ByteRange[] {ByteRange.of(0, 5), ByteRange.ALL}) {
          assertThatThrownBy(() -> store.readBytes("a", ReadOptions.none().withRange(other)))
              .isInstanceOf(RemoteStoreException.class)
              .hasMessageContaining("is of bytes 2-6");
        }
      }
    }
  }
}
