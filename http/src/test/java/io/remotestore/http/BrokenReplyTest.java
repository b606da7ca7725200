package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ContentChangedException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.http.StaticFiles.WebFile;
import io.remotestore.http.WebServer.Answer;
import io.remotestore.http.WebServer.Site;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break, and replies that are not what they say: never wrong bytes. */
@Timeout(30)
final class BrokenReplyTest {
  private static final byte[] CONTENT = new byte[100_000];

  static {
    new Random(7).nextBytes(CONTENT);
  }

  private static WebFile file(String etag) {
    return new WebFile(CONTENT, etag, Instant.EPOCH, Map.of());
  }

  /** Cuts the first replies after 40,000 bytes, and serves the rest as it should be. */
  private static Site cutting(int replies, Site site) {
    AtomicInteger count = new AtomicInteger();
    return asked -> {
      Answer answer = site.answer(asked);
      return count.getAndIncrement() < replies ? answer.cutAfter(40_000) : answer;
    };
  }

  // ---------------------------------------------------------------- bodies

  @Test
  void goesOnWhereItStoppedUnderAStrongTag() throws IOException {
    try (WebServer server = new WebServer(cutting(2, new StaticFiles(key -> file("\"s\""))));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThat(store.readBytes("a")).isEqualTo(CONTENT);
      assertThat(server.asked()).hasSize(3);
      assertThat(server.asked().get(1).header("range")).isEqualTo("bytes=40000-99999");
      assertThat(server.asked().get(1).header("if-match")).isEqualTo("\"s\"");
      assertThat(server.asked().get(2).header("range")).isEqualTo("bytes=80000-99999");
    }
  }

  @Test
  void goesOnWithoutRangesToo() throws IOException {
    Site site = asked -> Answer.of(200).header("ETag", "\"s\"").body(CONTENT);
    try (WebServer server = new WebServer(cutting(1, site));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThat(store.readBytes("a")).isEqualTo(CONTENT);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void goesOnToTheEndOfARangeOfUnknownSizeAndNoFurther() throws IOException {
    Site site = asked -> Answer.of(200).header("ETag", "\"s\"").body(CONTENT).chunked();
    try (WebServer server = new WebServer(cutting(1, site));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThat(store.readBytes("a", ReadOptions.range(10_000, 50_000)))
          .isEqualTo(Arrays.copyOfRange(CONTENT, 10_000, 60_000));
      assertThat(server.asked().get(1).header("range")).isEqualTo("bytes=40000-59999");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"weak\"", "bare"})
  void doesNotGoOnWithoutAStrongTag(String etag) throws IOException {
    try (WebServer server = new WebServer(cutting(1, new StaticFiles(key -> file(etag))));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("broke off after 40000 bytes");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void aCutChunkedBodyIsNotTheWhole() throws IOException {
    try (WebServer server =
            new WebServer(asked -> Answer.of(200).body(CONTENT).chunked().cutAfter(40_000));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("broke off after 40000 bytes");
    }
  }

  /** Whether the server looks at the condition or not: the states are not patched together. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatChangedMeanwhileSaysSo(boolean conditional) throws IOException {
    AtomicBoolean changed = new AtomicBoolean();
    Site files = new StaticFiles(key -> file(changed.get() ? "\"two\"" : "\"one\""));
    Site site =
        asked -> {
          if (!conditional) {
            asked.headers().remove("if-match");
          }
          Answer answer = files.answer(asked);
          return changed.getAndSet(true) ? answer : answer.cutAfter(40_000);
        };
    try (WebServer server = new WebServer(site);
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url());
        StoreInputStream in = store.read("a")) {
      assertThat(in.readNBytes(40_000)).isEqualTo(Arrays.copyOf(CONTENT, 40_000));
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(ContentChangedException.class)
          .hasMessageContaining("after byte 40000");
    }
  }

  @Test
  void aBodyLongerThanToldIsCutAndItsRestIsNoReply() throws IOException {
    byte[] more =
        "0123456789HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
            .getBytes(StandardCharsets.UTF_8);
    try (WebServer server =
            new WebServer(
                asked ->
                    asked.path().equals("/a")
                        ? Answer.of(200).body(more).declaring(10)
                        : Answer.text("good"));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThat(store.readText("a")).isEqualTo("0123456789");
      assertThat(store.readText("b")).isEqualTo("good");
    }
  }

  // ---------------------------------------------------------------- heads

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n",
      })
  void aMalformedHeadIsToldAtOnce(String reply) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (WebServer server =
            new WebServer(
                request -> {
                  asked.incrementAndGet();
                  return Answer.raw(reply);
                });
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isExactlyInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("malformed")
          .hasMessageContaining("path='a'");
    }
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Le", "<html>hello</html>"})
  void aBrokenHeadIsTriedAgainAndThenTold(String reply) throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.raw(reply));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOfSatisfying(
              BackendUnavailableException.class,
              e -> {
                assertThat(e.path()).isEqualTo("a");
                assertThat(e.backend()).isEqualTo("http");
                assertThat(e.problem())
                    .startsWith("The backend is unavailable: ")
                    .hasSizeGreaterThan(40);
              });
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void whoRefusesAConnectionIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String url = "http://user:pass@127.0.0.1:" + port + "/?sig=tell";
    try (Store store = HttpDrivers.store(RetryPolicy.disabled(), url)) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("no connection to http://127.0.0.1:" + port)
          .hasMessageNotContaining("pass")
          .hasMessageNotContaining("tell");
    }
  }
}
