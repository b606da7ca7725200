package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.FileInfo;
import io.remotestore.NotModifiedException;
import io.remotestore.OperationEvent;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreListener;
import io.remotestore.StoreReader;
import io.remotestore.http.WebServer.Answer;
import io.remotestore.http.WebServer.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of servers that do less than they might, or other than they should. */
@Timeout(30)
final class HttpReadTest {
  private static final byte[] CONTENT = noise(100_000);

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** A server that leaves ranges and conditions aside. */
  private static WebServer simple(UnaryOperator<Answer> shape) throws IOException {
    return new WebServer(asked -> shape.apply(Answer.of(200).body(CONTENT)));
  }

  /** How a server says how long a body is, or does not. */
  enum Shape {
    LENGTH {
      @Override
      Answer of(Answer answer) {
        return answer;
      }
    },
    CHUNKS {
      @Override
      Answer of(Answer answer) {
        return answer.chunked();
      }
    },
    CLOSE {
      @Override
      Answer of(Answer answer) {
        return answer.untilClose();
      }
    };

    abstract Answer of(Answer answer);
  }

  // ---------------------------------------------------------------- whole files

  @Test
  void aReadIsOneGet() throws IOException {
    try (WebServer server = simple(UnaryOperator.identity());
        Store store = HttpDrivers.store(server.url() + "base?token=t&x", "headers", headers())) {
      assertThat(store.readBytes("dir/a file?#%\u00fc")).isEqualTo(CONTENT);
      assertThat(server.lines()).containsExactly("GET /base/dir/a%20file%3F%23%25%C3%BC?token=t&x");
      Asked asked = server.asked().get(0);
      assertThat(asked.header("accept-encoding")).isEqualTo("identity");
      assertThat(asked.header("x-api-key")).isEqualTo("very secret");
      assertThat(asked.header("range")).isNull();
      assertThat(asked.header("accept")).isEqualTo("*/*");
      assertThat(asked.header("user-agent")).isEqualTo("remote-store-java");
    }
  }

  private static java.util.Map<String, String> headers() {
    return java.util.Map.of("X-Api-Key", "very secret");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aSizeThatIsNotToldIsUnknown(Shape shape) throws IOException {
    try (WebServer server = simple(shape::of);
        Store store = HttpDrivers.store(server.url())) {
      long size = shape == Shape.LENGTH ? CONTENT.length : FileInfo.UNKNOWN_SIZE;
      assertThat(store.getFileInfo("a").size()).isEqualTo(size);
      try (StoreInputStream in = store.read("a")) {
        assertThat(in.length()).isEqualTo(size);
        assertThat(in.info().size()).isEqualTo(size);
        assertThat(in.readAllBytes()).isEqualTo(CONTENT);
      }
      try (StoreReader reader = store.open("a")) {
        assertThat(reader.size()).isEqualTo(CONTENT.length);
        assertThat(reader.read(ByteRange.of(99_990, 100)))
            .isEqualTo(Arrays.copyOfRange(CONTENT, 99_990, 100_000));
      }
    }
  }

  @Test
  void codedContentIsHandedOutAsItCame() throws IOException {
    try (WebServer server =
            simple(answer -> answer.header("Content-Encoding", "gzip").header("ETag", "\"g\""));
        Store store = HttpDrivers.store(server.url());
        StoreInputStream in = store.read("a")) {
      assertThat(in.info().size()).isEqualTo(FileInfo.UNKNOWN_SIZE);
      assertThat(in.info().etag()).isEqualTo("\"g\"");
      assertThat(in.info().revision()).isNull();
      assertThat(in.info().headers().contentEncoding()).isEqualTo("gzip");
      assertThat(in.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void whatServersSayOfAFileIsKept() throws IOException {
    try (WebServer server =
            simple(
                answer ->
                    answer
                        .header("Content-Type", "text/html; charset=utf-8")
                        .header("Cache-Control", "no-store")
                        .header("Content-Language", "")
                        .header("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
                        .header("ETag", "\"Mixed-Case\""));
        Store store = HttpDrivers.store(server.url())) {
      FileInfo info = store.getFileInfo("a");
      assertThat(info.headers().toMap())
          .containsOnly(
              java.util.Map.entry("content-type", "text/html; charset=utf-8"),
              java.util.Map.entry("cache-control", "no-store"));
      assertThat(info.modifiedAt()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
      assertThat(info.etag()).isEqualTo("\"Mixed-Case\"");
      assertThat(info.revision()).isEqualTo(Revision.of("\"Mixed-Case\""));
    }
  }

  @Test
  void aReplyWithoutContentIsNoFile() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.raw("HTTP/1.1 204 None\r\n\r\n"));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("the server answered 204");
    }
  }

  // ---------------------------------------------------------------- ranges

  @ParameterizedTest
  @CsvSource({
    "0,10,LENGTH", "10,20,LENGTH", "99990,100,LENGTH", "100000,5,LENGTH", "70000,0,LENGTH",
    "0,10,CHUNKS", "10,20,CHUNKS", "99990,100,CHUNKS", "100000,5,CHUNKS", "70000,0,CHUNKS",
    "0,10,CLOSE", "10,20,CLOSE", "99990,100,CLOSE", "100000,5,CLOSE", "70000,0,CLOSE"
  })
  void aServerWithoutRangesIsReadUpToTheRange(int offset, int length, Shape shape)
      throws IOException {
    try (WebServer server = simple(shape::of);
        Store store = HttpDrivers.store(server.url())) {
      int end = Math.min(CONTENT.length, offset + length);
      try (StoreInputStream in = store.read("a", ReadOptions.range(offset, length))) {
        assertThat(in.startOffset()).isEqualTo(offset);
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, offset, end));
      }
      assertThat(server.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aRangeBeyondTheEndIsOneWithoutRangesToo(Shape shape) throws IOException {
    try (WebServer server = simple(shape::of);
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.read("a", ReadOptions.range(100_001, 1)))
          .isInstanceOf(RangeNotSatisfiableException.class)
          .hasMessageContaining("byte 100001 of a file of 100000 bytes");
    }
  }

  @Test
  void suffixesNeedASize() throws IOException {
    try (WebServer sized = simple(UnaryOperator.identity());
        WebServer unsized = simple(Answer::chunked);
        Store one = HttpDrivers.store(sized.url());
        Store other = HttpDrivers.store(unsized.url())) {
      assertThat(one.readBytes("a", ReadOptions.suffix(7)))
          .isEqualTo(Arrays.copyOfRange(CONTENT, 99_993, 100_000));
      assertThatThrownBy(() -> other.readBytes("a", ReadOptions.suffix(7)))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("neither takes ranges nor says where the file ends");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 10-29/100000,",
    "bytes 10-29/*,",
    "BYTES  10-29/100000,",
    ",does not say which",
    "items 10-29/100000,does not say which",
    "bytes */100000,does not say which",
    "bytes 10-29/20,contradicts itself",
    "bytes 29-10/100000,contradicts itself",
    "bytes 10-30/100000,contradicts itself",
    "bytes 11-30/100000,bytes 11-30",
    "bytes 0-19/100000,bytes 0-19",
    "bytes 99999999999999999999-1/2,does not say which"
  })
  void aPartMustBeThePartThatWasAskedFor(String contentRange, String problem) throws IOException {
    try (WebServer server =
            new WebServer(
                asked -> {
                  Answer answer = Answer.of(206).body(Arrays.copyOfRange(CONTENT, 10, 30));
                  return contentRange == null
                      ? answer
                      : answer.header("Content-Range", contentRange);
                });
        Store store = HttpDrivers.store(server.url())) {
      if (problem == null) {
        assertThat(store.readBytes("a", ReadOptions.range(10, 20)))
            .isEqualTo(Arrays.copyOfRange(CONTENT, 10, 30));
        return;
      }
      assertThatThrownBy(() -> store.readBytes("a", ReadOptions.range(10, 20)))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("a part of the file that")
          .hasMessageContaining(problem);
    }
  }

  /** Bytes 10 to 29 of a file, or of nobody knows how large a file. */
  /** The word of {@code Content-Range} counts, whatever the status. */
  @Test
  void aPartBehindAStatusOfTheWholeIsTheOneThatItSays() throws IOException {
    byte[] part = "23456".getBytes(StandardCharsets.US_ASCII);
    try (WebServer server =
            new WebServer(
                asked ->
                    Answer.of(200)
                        .body(part)
                        .header("ETag", "\"e\"")
                        .header("Content-Range", "bytes 2-6/36"));
        Store store = HttpDrivers.store(RetryPolicy.disabled(), server.url())) {
      ReadOptions asked = ReadOptions.none().withRange(ByteRange.of(2, 5));
      assertThat(store.readBytes("a", asked)).isEqualTo(part);
      ReadOptions less = ReadOptions.none().withRange(ByteRange.of(2, 3));
      assertThat(store.readBytes("a", less)).isEqualTo(Arrays.copyOf(part, 3));
      for (ByteRange other : new ByteRange[] {ByteRange.of(0, 5), ByteRange.ALL}) {
        assertThatThrownBy(() -> store.readBytes("a", ReadOptions.none().withRange(other)))
            .isInstanceOf(RemoteStoreException.class)
            .hasMessageContaining("is of bytes 2-6");
      }
    }
  }

  private static WebServer part(String contentRange) throws IOException {
    return new WebServer(
        asked ->
            Answer.of(206)
                .header("Content-Range", contentRange)
                .body(Arrays.copyOfRange(CONTENT, 10, 30)));
  }

  /** A server that stops before the bound knows the end of the file; one that does not say cut. */
  @Test
  void aPartOfUnknownSizeMustBeWhole() throws IOException {
    try (WebServer server = part("bytes 10-29/*");
        Store store = HttpDrivers.store(server.url())) {
      byte[] all = Arrays.copyOfRange(CONTENT, 10, 30);
      assertThat(store.readBytes("a", ReadOptions.range(10, 20))).isEqualTo(all);
      assertThat(store.readBytes("a", ReadOptions.range(10, 5))).isEqualTo(Arrays.copyOf(all, 5));
      assertThat(store.readBytes("a", ReadOptions.from(10))).isEqualTo(all);
      assertThat(store.readBytes("a", ReadOptions.suffix(20))).isEqualTo(all);
      for (ReadOptions more : List.of(ReadOptions.range(10, 21), ReadOptions.suffix(21))) {
        assertThatThrownBy(() -> store.readBytes("a", more))
            .isInstanceOf(RemoteStoreException.class)
            .hasMessageContaining("the server sent a part of the file that is of bytes 10-29");
      }
    }
  }

  @Test
  void eventsTellTheIdOfTheRequest() throws IOException {
    List<String> ids = new ArrayList<>();
    StoreListener listener =
        new StoreListener() {
          @Override
          public void finished(OperationEvent event) {
            ids.add(String.valueOf(event.requestId()));
          }
        };
    try (WebServer server =
            new WebServer(asked -> Answer.text("x").header("X-Request-Id", "id-" + asked.path()));
        Store store = HttpDrivers.store(server.url()).withListener(listener)) {
      assertThat(store.readText("a")).isEqualTo("x");
      assertThat(store.getFileInfo("b").size()).isEqualTo(1);
      assertThat(ids).containsExactly("id-/a", "id-/b");
    }
  }

  @ParameterizedTest
  @CsvSource({"10,5,true", "10,100,false"})
  void aLargerPartIsCutAndASmallerOneRefused(int offset, int length, boolean fits)
      throws IOException {
    try (WebServer server =
            new WebServer(
                asked ->
                    Answer.of(206)
                        .header("Content-Range", "bytes 10-29/100000")
                        .body(Arrays.copyOfRange(CONTENT, 10, 30)));
        Store store = HttpDrivers.store(server.url())) {
      ReadOptions range = ReadOptions.range(offset, length);
      if (fits) {
        assertThat(store.readBytes("a", range)).isEqualTo(Arrays.copyOfRange(CONTENT, 10, 15));
      } else {
        assertThatThrownBy(() -> store.readBytes("a", range))
            .isInstanceOf(RemoteStoreException.class)
            .hasMessageContaining("bytes 10-29 where bytes 10+100 were asked for");
      }
    }
  }

  @Test
  void aPartIsNotPassedOffAsTheWhole() throws IOException {
    try (WebServer server =
            new WebServer(
                asked ->
                    Answer.of(206)
                        .header("Content-Range", "bytes 0-9/100000")
                        .body(Arrays.copyOf(CONTENT, 10)));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("a part of the file");
    }
  }

  // ---------------------------------------------------------------- conditions

  @Test
  void aWeakTagIsNoRevisionButTellsWhetherAFileChanged() throws IOException {
    try (WebServer server =
            new WebServer(
                asked ->
                    "W/\"w\"".equals(asked.header("if-none-match"))
                        ? Answer.of(304)
                        : Answer.text("x").header("ETag", "W/\"w\""));
        Store store = HttpDrivers.store(server.url())) {
      FileInfo info = store.getFileInfo("a");
      assertThat(info.revision()).isNull();
      assertThat(info.etag()).isEqualTo("W/\"w\"");
      Revision weak = Revision.of("W/\"w\"");
      assertThatThrownBy(() -> store.readBytes("a", ReadOptions.none().withIfNoneMatch(weak)))
          .isInstanceOf(NotModifiedException.class);
    }
  }

  @Test
  void conditionsHoldWhereTheServerLeavesThemAside() throws IOException {
    try (WebServer server =
            simple(
                answer ->
                    answer
                        .header("ETag", "\"one\"")
                        .header("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"));
        Store store = HttpDrivers.store(server.url())) {
      ReadOptions none = ReadOptions.none();
      Instant modified = Instant.parse("1994-11-06T08:49:37Z");
      assertThat(store.readBytes("a", none.withIfMatch(Revision.of("\"one\"")))).hasSize(100_000);
      assertThatThrownBy(() -> store.read("a", none.withIfMatch(Revision.of("\"two\""))))
          .isInstanceOf(PreconditionFailedException.class);
      assertThatThrownBy(() -> store.read("a", none.withIfNoneMatch(Revision.of("\"one\""))))
          .isInstanceOf(NotModifiedException.class);
      assertThatThrownBy(() -> store.read("a", none.withIfModifiedSince(modified)))
          .isInstanceOf(NotModifiedException.class);
      assertThatThrownBy(
              () -> store.read("a", none.withIfUnmodifiedSince(modified.minusSeconds(1))))
          .isInstanceOf(PreconditionFailedException.class);
      Asked last = server.asked().get(4);
      assertThat(last.header("if-unmodified-since")).isEqualTo("Sun, 06 Nov 1994 08:49:36 GMT");
    }
  }

  @Test
  void aTagOutranksADateEvenWhereTheServerWouldLookAtBoth() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.text("x").header("ETag", "\"e\""));
        Store store = HttpDrivers.store(server.url())) {
      ReadOptions both =
          ReadOptions.none()
              .withIfMatch(Revision.of("\"e\""))
              .withIfUnmodifiedSince(Instant.EPOCH)
              .withIfNoneMatch(Revision.of("\"f\""))
              .withIfModifiedSince(Instant.EPOCH);
      assertThat(store.readBytes("a", both)).asString().isEqualTo("x");
      assertThat(server.asked().get(0).headers())
          .containsKeys("if-match", "if-none-match")
          .doesNotContainKeys("if-unmodified-since", "if-modified-since");
    }
  }

  // ---------------------------------------------------------------- HEAD

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 405, 501})
  void aRefusedHeadIsAnsweredByTheFirstByteFromThenOn(int status) throws IOException {
    StaticFiles files =
        new StaticFiles(
            key ->
                key.equals("missing")
                    ? null
                    : new StaticFiles.WebFile(
                        key.equals("empty") ? new byte[0] : CONTENT,
                        "\"e\"",
                        Instant.EPOCH,
                        java.util.Map.of()));
    try (WebServer server =
            new WebServer(
                asked -> asked.method().equals("HEAD") ? Answer.of(status) : files.answer(asked));
        Store store = HttpDrivers.store(server.url())) {
      FileInfo info = store.getFileInfo("a");
      assertThat(info.size()).isEqualTo(100_000);
      assertThat(info.etag()).isEqualTo("\"e\"");
      assertThat(info).isEqualTo(store.getFileInfo("a"));
      assertThat(store.exists("missing")).isFalse();
      assertThat(store.getFileInfo("empty").size()).isZero();
      assertThat(server.lines())
          .containsExactly(
              "HEAD /a", "GET /a", "GET /a", "GET /missing", "GET /empty", "GET /empty");
      assertThat(server.asked().get(1).header("range")).isEqualTo("bytes=0-0");
    }
  }

  @Test
  void aServerThatTakesNeitherHeadNorRangesTellsTheSizeAllTheSame() throws IOException {
    try (WebServer server =
            new WebServer(
                asked ->
                    asked.method().equals("HEAD") ? Answer.of(405) : Answer.of(200).body(CONTENT));
        Store store = HttpDrivers.store(server.url())) {
      assertThat(store.getFileInfo("a").size()).isEqualTo(100_000);
      assertThat(store.isFile("a")).isTrue();
      assertThat(server.lines()).containsExactly("HEAD /a", "GET /a", "GET /a");
    }
  }

  @Test
  void whatIsDeniedEitherWaySaysNothingOfHead() throws IOException {
    try (WebServer server =
            new WebServer(asked -> asked.path().equals("/a") ? Answer.of(403) : Answer.text("x"));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.getFileInfo("a"))
          .isInstanceOf(io.remotestore.PermissionDeniedException.class)
          .hasMessageContaining("the server answered 403");
      assertThat(store.exists("b")).isTrue();
      assertThat(server.lines()).containsExactly("HEAD /a", "GET /a", "HEAD /b");
    }
  }

  // ---------------------------------------------------------------- text

  @Test
  void aPageIsAFileLikeOthers() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.text("<html>not what you meant</html>"));
        Store store = HttpDrivers.store(server.url())) {
      assertThat(new String(store.readBytes("a.csv"), StandardCharsets.UTF_8)).startsWith("<html>");
      assertThat(store.isFolder("a.csv")).isFalse();
      assertThat(store.exists("")).isTrue();
      assertThat(server.lines()).containsExactly("GET /a.csv");
    }
  }
}
