package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.NotFoundException;
import io.remotestore.NotModifiedException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.http.WebServer.Answer;
import io.remotestore.transport.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the statuses of replies mean. */
@Timeout(30)
final class HttpErrorsTest {
  private static final Map<Integer, Class<? extends RemoteStoreException>> TYPES =
      Map.ofEntries(
          Map.entry(304, NotModifiedException.class),
          Map.entry(400, RemoteStoreException.class),
          Map.entry(401, PermissionDeniedException.class),
          Map.entry(403, PermissionDeniedException.class),
          Map.entry(404, NotFoundException.class),
          Map.entry(407, PermissionDeniedException.class),
          Map.entry(408, BackendUnavailableException.class),
          Map.entry(410, NotFoundException.class),
          Map.entry(412, PreconditionFailedException.class),
          Map.entry(416, RangeNotSatisfiableException.class),
          Map.entry(418, RemoteStoreException.class),
          Map.entry(429, BackendUnavailableException.class),
          Map.entry(451, RemoteStoreException.class),
          Map.entry(500, BackendUnavailableException.class),
          Map.entry(501, CapabilityNotSupportedException.class),
          Map.entry(502, BackendUnavailableException.class),
          Map.entry(503, BackendUnavailableException.class),
          Map.entry(504, BackendUnavailableException.class));

  @ParameterizedTest
  @ValueSource(
      ints = {
        304, 400, 401, 403, 404, 407, 408, 410, 412, 416, 418, 429, 451, 500, 501, 502, 503, 504
      })
  void eachStatusHasItsType(int status) throws IOException {
    try (WebServer server =
            new WebServer(asked -> Answer.of(status).header("X-Request-Id", "request-7"));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isExactlyInstanceOf(TYPES.get(status))
          .isInstanceOfSatisfying(
              RemoteStoreException.class,
              e -> {
                assertThat(e.nativeCode()).isEqualTo(Integer.toString(status));
                assertThat(e.requestId()).isEqualTo("request-7");
                assertThat(e.path()).isEqualTo("a");
                assertThat(e.store()).isEqualTo("web");
              })
          .hasMessageContaining("the server answered " + status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "408,3", "429,3", "500,3", "502,3", "503,3", "504,3", "404,1", "403,1", "400,1", "501,1"
  })
  void whatMayPassIsTriedAgain(int status, int requests) throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.of(status));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThatThrownBy(() -> store.readBytes("a")).isInstanceOf(RemoteStoreException.class);
      assertThat(server.asked()).hasSize(requests);
    }
  }

  @Test
  void aWaitThatIsAskedForIsTold() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.of(503).header("Retry-After", "17"));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isInstanceOfSatisfying(
              BackendUnavailableException.class,
              e -> {
                assertThat(e.problem()).startsWith("The backend asks for fewer requests");
                assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(17));
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0,0",
        "120,120",
        "999999999,86400",
        "'Sun, 06 Nov 1994 08:49:37 GMT',37",
        "'Sun, 06 Nov 1994 08:48:37 GMT',0",
        "soon,none",
        "-1,none",
        "'',none",
        "none,none"
      })
  void waitsAreSecondsOrDates(String text, Long seconds) {
    Instant now = Instant.parse("1994-11-06T08:49:00Z");
    assertThat(RetryAfter.parse(text, now))
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void noSecretShows() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.of(403));
        Store store =
            HttpDrivers.store(
                server.url().replace("//", "//user:pass@") + "?sig=tell",
                "headers",
                Map.of("X-Key", "hush"))) {
      assertThatThrownBy(() -> store.getFileInfo("a"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageNotContainingAny("pass", "tell", "hush");
      assertThat(store.toString()).doesNotContain("pass", "tell", "hush");
      assertThat(store.nativePath("a")).isEqualTo(server.url() + "a");
      assertThat(server.asked().get(0).header("authorization")).isEqualTo("Basic dXNlcjpwYXNz");
      assertThat(server.asked().get(0).target()).isEqualTo("/a?sig=tell");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,true",
    "403,true",
    "404,true",
    "405,true",
    "501,true",
    "401,false",
    "429,false",
    "500,false",
    "503,false"
  })
  void aPingNeedsAServerThatIsWellAndNoPage(int status, boolean well) throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.of(status));
        Store store = HttpDrivers.store(server.url() + "base")) {
      Store child = store.child("dir");
      if (well) {
        store.ping();
        child.ping();
      } else {
        assertThatThrownBy(store::ping)
            .isInstanceOf(RemoteStoreException.class)
            .hasMessageContaining("the server answered " + status);
        assertThatThrownBy(child::ping).isInstanceOf(RemoteStoreException.class);
      }
      assertThat(server.lines()).containsExactly("HEAD /base/", "HEAD /base/");
    }
  }
}
