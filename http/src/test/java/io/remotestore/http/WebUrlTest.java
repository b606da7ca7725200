package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://host, http://host, /",
    "HTTP://Host:80/A, http://host, /A",
    "https://host:443?x, https://host, /?x",
    "https://host:8443/a/../b/./c, https://host:8443, /b/c",
    "http://my_host.local/x, http://my_host.local, /x",
    "http://[::1]:8080/x, http://[::1]:8080, /x",
    "http://u:p@host:/x, http://host, /x",
    "http://a@b:c@host/x, http://host, /x",
    "http://host/a b\u00fc%41%4%, http://host, /a%20b%C3%BC%41%254%25",
    "http://host//a//b?q=1?2/.., http://host, //a//b?q=1?2/..",
    "'  http://host/x#part ', http://host, /x"
  })
  void comesApart(String text, String endpoint, String target) {
    WebUrl url = WebUrl.parse(text);
    assertThat(url.endpoint()).hasToString(endpoint);
    assertThat(url.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "/path",
        "ftp://host/",
        "http:/host",
        "http:///path",
        "http://ho st/",
        "http://host:0/",
        "http://host:65536/",
        "http://host:port/",
        "http://[::1/",
        "http://host\n/"
      })
  void orIsNone(String text) {
    assertThatThrownBy(() -> WebUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a");
  }

  /** The examples of RFC 3986, section 5.4, as far as they stay in HTTP. */
  @ParameterizedTest
  @CsvSource({
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g/",
    "?y, http://a/b/c/d;p?y",
    "g?y, http://a/b/c/g?y",
    "#s, http://a/b/c/d;p?q",
    "g;x=1, http://a/b/c/g;x=1",
    "'', http://a/b/c/d;p?q",
    "., http://a/b/c/",
    "./, http://a/b/c/",
    ".., http://a/b/",
    "../g, http://a/b/g",
    "../.., http://a/",
    "../../../../g, http://a/g",
    "/./g, http://a/g",
    "/../g, http://a/g",
    "g., http://a/b/c/g.",
    "..g, http://a/b/c/..g",
    "./g/., http://a/b/c/g/",
    "g/../h, http://a/b/c/h",
    "g;x=1/../y, http://a/b/c/y",
    "g?y/../x, http://a/b/c/g?y/../x",
    "HTTPS://H/x, https://h/x"
  })
  void resolvesReferences(String reference, String expected) {
    WebUrl url = WebUrl.parse("http://a/b/c/d;p?q").resolve(reference);
    assertThat(url.endpoint() + url.target()).isEqualTo(expected);
  }

  @Test
  void showsNoQuery() {
    assertThat(WebUrl.parse("http://u:p@host/a?secret=1")).hasToString("http://host/a");
  }

  @Test
  void knowsTheUser() {
    assertThat(WebUrl.userInfo("http://u:p%40ss@host/")).isEqualTo("u:p@ss");
    assertThat(WebUrl.userInfo("http://u%zz@host/")).isEqualTo("u%zz");
    assertThat(WebUrl.userInfo("http://host/a@b")).isNull();
    assertThat(WebUrl.userInfo("no url")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b", "a b?#%41", "\u00fc\uD83D\uDE48", "a+b&c=d;e,f:@!$'()*~", "...", "\n"})
  void keysComeApartAndTogether(String key) {
    String encoded = PercentText.ofKey(key);
    assertThat(encoded).matches("[A-Za-z0-9._~/%-]+");
    assertThat(Objects.requireNonNull(PercentText.decoded(encoded))).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "http://Host:80/base/a%20b, a b",
    "http://host/base/, ''",
    "http://host/base, ''",
    "http://u:p@host/base/a?sig=x, a",
    "http://host/base/a+b@c, a+b@c"
  })
  void urlsBelowTheBaseAreKeys(String url, String key) {
    HttpAddress address = new HttpAddress(WebUrl.parse("http://host/base/?sig=s"));
    assertThat(address.owns(url)).isTrue();
    assertThat(address.toKey(url)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host/base/a",
        "http://host:81/base/a",
        "http://other/base/a",
        "http://host/bases/a",
        "http://host/bas",
        "http://host/base/a%2Fb",
        "http://host/base/a%FF",
        "http://host/base/../a",
        "a/b"
      })
  void othersAreForeign(String url) {
    HttpAddress address = new HttpAddress(WebUrl.parse("http://host/base/?sig=s"));
    assertThat(address.owns(url)).isFalse();
    assertThat(address.toKey(url)).isEqualTo(url);
  }

  @Test
  void addressesTellNoSecret() {
    HttpAddress address = new HttpAddress(WebUrl.parse("https://u:p@host/base/?sig=s"));
    assertThat(address.nativePath("a b/\u00fc")).isEqualTo("https://host/base/a%20b/%C3%BC");
    assertThat(address.nativePath("")).isEqualTo("https://host/base/");
    assertThat(address.service()).isEqualTo("https://host/base");
    assertThat(address.details("a"))
        .containsEntry("url", "https://host/base/a")
        .containsEntry("method", "GET");
  }
}
