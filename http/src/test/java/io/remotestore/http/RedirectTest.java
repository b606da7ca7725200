package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.PermissionDeniedException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.http.WebServer.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects lead, and what is not taken along. */
@Timeout(30)
final class RedirectTest {
  private static final Map<String, String> SECRET = Map.of("Authorization", "Bearer very-secret");

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void areFollowedWithAllThatWasAskedAndNotRemembered(int status) throws IOException {
    try (WebServer server =
            new WebServer(
                asked ->
                    asked.path().equals("/new/a")
                        ? Answer.text("0123456789")
                        : Answer.redirect(status, "/new/a?x=1&y=%2F"));
        Store store = HttpDrivers.store(server.url() + "old?sig=s", "headers", SECRET)) {
      assertThat(store.readBytes("a", ReadOptions.range(2, 3))).asString().isEqualTo("234");
      assertThat(store.getFileInfo("a").size()).isEqualTo(10);
      assertThat(server.lines())
          .containsExactly(
              "GET /old/a?sig=s",
              "GET /new/a?x=1&y=%2F",
              "HEAD /old/a?sig=s",
              "HEAD /new/a?x=1&y=%2F");
      assertThat(server.asked())
          .allSatisfy(
              asked -> assertThat(asked.header("authorization")).isEqualTo("Bearer very-secret"));
      assertThat(server.asked().get(1).header("range")).isEqualTo("bytes=2-4");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "b, /dir/b",
    "./b?q, /dir/b?q",
    "../b, /b",
    "../../../b, /b",
    "?q, /dir/a?q",
    "/a b|c, /a%20b%7Cc",
    "'  /b#part ', /b",
    "/\u00c3\u00bc, /%C3%BC"
  })
  void relativePlacesAreResolved(String location, String target) throws IOException {
    try (WebServer server =
            new WebServer(
                asked ->
                    asked.target().equals("/dir/a")
                        ? Answer.redirect(302, location)
                        : Answer.text("x"));
        Store store = HttpDrivers.store(server.url())) {
      assertThat(store.readText("dir/a")).isEqualTo("x");
      assertThat(server.lines()).containsExactly("GET /dir/a", "GET " + target);
    }
  }

  @Test
  void anotherHostGetsNoConfiguredHeaderAndNoQuery() throws IOException {
    try (WebServer other = new WebServer(asked -> Answer.text("from the other"));
        WebServer server = new WebServer(asked -> Answer.redirect(302, other.url() + "b?own=1"));
        Store store =
            HttpDrivers.store(
                server.url() + "?sig=s",
                "headers",
                Map.of("Authorization", "Bearer x", "X-Key", "k"))) {
      assertThat(store.readText("a")).isEqualTo("from the other");
      assertThat(other.lines()).containsExactly("GET /b?own=1");
      assertThat(other.asked().get(0).headers().keySet())
          .containsExactlyInAnyOrder("host", "accept", "accept-encoding", "user-agent");
      assertThat(server.asked().get(0).header("x-key")).isEqualTo("k");
    }
  }

  @Test
  void aHostThatWasLeftIsNotTrustedAgain() throws IOException {
    String[] home = new String[1];
    try (WebServer other = new WebServer(asked -> Answer.redirect(302, home[0] + "back"));
        WebServer server =
            new WebServer(
                asked ->
                    asked.path().equals("/back")
                        ? Answer.of(401)
                        : Answer.redirect(302, other.url()))) {
      home[0] = server.url();
      try (Store store = HttpDrivers.store(server.url(), "headers", SECRET)) {
        assertThatThrownBy(() -> store.readText("a"))
            .isInstanceOf(PermissionDeniedException.class)
            .hasMessageContaining("the configured headers are not sent to another host")
            .hasMessageNotContaining("very-secret");
        assertThat(server.asked().get(1).header("authorization")).isNull();
      }
    }
  }

  @Test
  void severalHostsAreNeverMixedUp() throws IOException {
    try (WebServer one = new WebServer(asked -> Answer.text("one " + asked.path()));
        WebServer two = new WebServer(asked -> Answer.text("two " + asked.path()));
        WebServer server =
            new WebServer(
                asked ->
                    Answer.redirect(
                        301,
                        (asked.path().startsWith("/1") ? one : two).url()
                            + asked.path().substring(1)));
        Store store = HttpDrivers.store(server.url())) {
      for (int i = 0; i < 10; i++) {
        assertThat(store.readText("1/" + i)).isEqualTo("one /1/" + i);
        assertThat(store.readText("2/" + i)).isEqualTo("two /2/" + i);
      }
    }
  }

  @Test
  void circlesAreErrors() throws IOException {
    try (WebServer server =
            new WebServer(asked -> Answer.redirect(302, asked.path().equals("/a") ? "/b" : "/a"));
        Store store = HttpDrivers.store(HttpDrivers.THRICE, server.url())) {
      assertThatThrownBy(() -> store.readText("a"))
          .isInstanceOfSatisfying(
              RemoteStoreException.class, e -> assertThat(e.nativeCode()).isEqualTo("302"))
          .hasMessageContaining("redirects in a circle");
      assertThat(server.lines()).containsExactly("GET /a", "GET /b");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void noMoreThanAllowedAreFollowed(int most) throws IOException {
    try (WebServer server =
            new WebServer(
                asked -> {
                  int n = Integer.parseInt(asked.path().substring(1));
                  return n == 0 ? Answer.text("x") : Answer.redirect(307, "/" + (n - 1));
                });
        Store store = HttpDrivers.store(server.url(), "max_redirects", most)) {
      assertThat(store.readText(String.valueOf(most))).isEqualTo("x");
      assertThatThrownBy(() -> store.readText(String.valueOf(most + 1)))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("more often than max_redirects allows: " + most);
      assertThat(server.asked()).hasSize(2 * most + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://host/a", "javascript:alert(1)", "http://", "http://ho st/", "//:80/"})
  void otherPlacesAreErrors(String location) throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.redirect(302, location));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readText("a"))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("the server redirects to a target that is not a");
    }
  }

  @Test
  void aRedirectToNowhereIsAnError() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.of(302));
        Store store = HttpDrivers.store(server.url())) {
      assertThatThrownBy(() -> store.readText("a"))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("the server answered 302");
    }
  }
}
