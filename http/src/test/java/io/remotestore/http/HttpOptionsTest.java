package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ConfigException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.http.WebServer.Answer;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionFinding;
import io.remotestore.spi.OptionReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, URLs of stores, and the ways to a server: TLS and proxies. */
@Timeout(60)
final class HttpOptionsTest {

  private static String problem(Object... options) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("base_url", "https://host/"));
    for (int i = 0; i < options.length; i += 2) {
      all.put((String) options[i], options[i + 1]);
    }
    DriverContext context = DriverContext.system().withEnvironment(name -> null);
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> HttpDrivers.open(all, context).close());
    assertThat(e).as("accepted: %s", all).isNotNull();
    return String.valueOf(e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host/path", "ftp://host/", "http://", "http://h/#x", "http://h:99999/"})
  void badUrlsAreNamedWithoutTheirText(String url) {
    assertThat(problem("base_url", url)).contains("base_url").contains("an http or https URL");
  }

  @Test
  void badValuesAreNamed() {
    assertThat(problem("timeout", 0)).contains("timeout").contains("more than 0");
    assertThat(problem("max_redirects", -1)).contains("max_redirects").contains("0 or more");
    assertThat(problem("proxy", "https://u:hush@p:1/"))
        .contains("proxy")
        .contains("none, or http://host:port")
        .doesNotContain("hush");
    assertThat(problem("tls_ca_bundle", "no/such.pem"))
        .contains("tls_ca_bundle")
        .contains("no/such.pem");
    assertThat(problem("verify_ssl", false, "tls_ca_bundle", "x.pem"))
        .contains("verify_ssl is false");
    assertThat(problem("base_url", "http://u@h/", "headers", Map.of("authorization", "hush")))
        .contains("remove one of them")
        .doesNotContain("hush");
    assertThat(problem("connect_timeout", 0)).contains("connect_timeout").contains("more than 0");
    assertThat(problem("base_uri", "x")).contains("did you mean 'base_url'?");
  }

  @Test
  void credentialsDoNotLeaveThisMachineInTheClear() throws IOException {
    String says =
        "base_url: credentials would leave this machine without TLS; allow_http = true allows it";
    Map<String, String> token = Map.of("Authorization", "Bearer hush");
    assertThat(problem("base_url", "http://h/", "headers", token))
        .contains(says)
        .doesNotContain("hush");
    assertThat(problem("base_url", "http://h/", "headers", Map.of("X-Key", "hush")))
        .contains(says)
        .doesNotContain("hush");
    assertThat(problem("base_url", "http://me:hush@h/")).contains(says).doesNotContain("hush");
    assertThat(problem("base_url", "http://127.0.0.1/", "headers", token, "proxy", "p:1"))
        .as("a proxy is on the way")
        .contains(says);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, X-Key, allow_http, false",
    "http://127.0.0.1/, X-Key, proxy, none",
    "http://me:hush@localhost/, Accept, allow_http, false",
    "https://h/, Authorization, proxy, p:1",
    "http://h/, Authorization, allow_http, true",
    "http://me:hush@h/, Accept, allow_http, true",
    "http://h/, user-agent, allow_http, false",
    "http://h/, Referer, allow_http, false"
  })
  void otherwiseHeadersAreTaken(String url, String header, String option, String value)
      throws IOException {
    HttpDrivers.store(url, "headers", Map.of(header, "x"), option, value).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "Range", "accept-encoding", "If-Match", "Content-Length"})
  void fieldsOfItsOwnAreNotTaken(String name) {
    assertThat(problem("headers", Map.of(name, "hush")))
        .contains("'" + name + "' is set by this library")
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({"X-A, 'hush\r\nX-B: c'", "'X A', hush", "'', hush"})
  void brokenFieldsAreNotTaken(String name, String value) {
    assertThat(problem("headers", Map.of(name, value)))
        .contains("is no header field")
        .doesNotContain("hush");
  }

  @Test
  void whatPythonDoesNotKnowStandsApart() {
    OptionReading reading =
        new HttpDriverFactory()
            .schema()
            .read(
                GivenOptions.at("backends.web")
                    .with(
                        GivenOptions.Place.OPTIONS,
                        "backends.web.options",
                        Map.of("base_url", "http://h"))
                    .with(
                        GivenOptions.Place.JAVA,
                        "backends.web.java",
                        Map.of("tls_ca_bundle", "x.pem", "proxy", "none")));
    assertThat(reading.findings()).isEmpty();
  }

  @Test
  void anOptionForPythonAloneIsANote() {
    OptionReading reading =
        new HttpDriverFactory()
            .schema()
            .read(GivenOptions.of(Map.of("base_url", "http://h", "http_client", "httpx")));
    assertThat(reading.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(OptionFinding.Severity.NOTE);
              assertThat(finding.text()).contains("http_client").contains("own client");
            });
  }

  @Test
  void aConfigurationOfThePythonLibraryWorks() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.text(asked.target()))) {
      Map<String, Object> options = new LinkedHashMap<>();
      options.put("base_url", server.url() + "data");
      options.put("headers", Map.of("X-Key", "hush"));
      options.put("timeout", 12.5);
      options.put("http_client", "requests");
      options.put("verify_ssl", true);
      options.put("max_redirects", 3);
      RegistryConfig config =
          RegistryConfig.fromMap(
              Map.of(
                  "backends",
                  Map.of(
                      "web",
                      Map.of(
                          "type", "http", "options", options, "retry", Map.of("max_attempts", 2))),
                  "stores",
                  Map.of("files", Map.of("backend", "web", "root_path", "public"))));
      assertThat(config.toString()).doesNotContain("hush");
      try (Registry registry = Registry.of(config)) {
        assertThat(registry.store("files").readText("a")).isEqualTo("/data/public/a");
      }
    }
  }

  @Test
  void aUrlIsAStore() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.text(asked.target()))) {
      String url = server.url().replace("//", "//us%40er:pa%3Ass@") + "a%20b/c?max_redirects=1";
      try (Store store = Stores.open(url)) {
        assertThat(store.readText("d")).isEqualTo("/a%20b/c/d");
        assertThat(store.identity().root()).isEqualTo("a b/c");
        assertThat(store.nativePath("d")).isEqualTo(server.url() + "a%20b/c/d");
        assertThat(server.asked().get(0).header("authorization"))
            .isEqualTo("Basic dXNAZXI6cGE6c3M=");
      }
    }
    assertThatThrownBy(() -> Stores.open("https:///path"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http://host/folder");
  }

  /** What is being read takes no place: a limit of 1 is enough to compare two files. */
  @Test
  void requestsCanBeLimited() throws IOException {
    byte[] large = new byte[1 << 20];
    try (WebServer server = new WebServer(asked -> Answer.of(200).body(large));
        Store store = HttpDrivers.store(server.url(), "max_requests", 1);
        StoreInputStream one = store.read("one");
        StoreInputStream other = store.read("other")) {
      assertThat(one.readNBytes(10)).isEqualTo(other.readNBytes(10));
    }
    assertThat(problem("max_requests", -1)).contains("max_requests").contains("0 or more");
  }

  // ---------------------------------------------------------------- the way

  @Test
  void aProxyIsAskedForTheWholeUrl() throws IOException {
    try (WebServer proxy = new WebServer(asked -> Answer.text("by proxy"));
        Store store =
            HttpDrivers.store(
                "http://no.such.host.invalid/base/",
                "proxy",
                proxy.url().replace("//", "//me:hush@"))) {
      assertThat(store.readText("a")).isEqualTo("by proxy");
      assertThat(proxy.lines()).containsExactly("GET http://no.such.host.invalid/base/a");
      assertThat(proxy.asked().get(0).header("proxy-authorization"))
          .isEqualTo("Basic bWU6aHVzaA==");
    }
  }

  @Test
  void aServerMustProveWhoItIsUnlessNobodyAsks(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    try (WebServer server =
        new WebServer("https", certificate.sockets(), asked -> Answer.text("in private"))) {
      try (Store store = HttpDrivers.store(server.url())) {
        assertThatThrownBy(() -> store.readText("a"))
            .isInstanceOf(BackendUnavailableException.class)
            .hasMessageContaining("no connection to " + server.url().replaceFirst("/$", ""));
      }
      try (Store store = HttpDrivers.store(server.url(), "verify_ssl", false)) {
        assertThat(store.readText("a")).isEqualTo("in private");
      }
      try (Store store = HttpDrivers.store(server.url(), "tls_ca_bundle", certificate.pem())) {
        assertThat(store.readText("a")).isEqualTo("in private");
      }
      assertThat(readThroughVariable(server, certificate.pem())).isEqualTo("in private");
      String byName = server.url().replace("127.0.0.1", "localhost");
      try (Store store = HttpDrivers.store(byName, "tls_ca_bundle", certificate.pem())) {
        assertThatThrownBy(() -> store.readText("a"))
            .as("the certificate names the address alone")
            .isInstanceOf(BackendUnavailableException.class);
      }
    }
  }

  private static String readThroughVariable(WebServer server, Path pem) throws IOException {
    DriverContext context =
        DriverContext.system()
            .withEnvironment(name -> name.equals("SSL_CERT_FILE") ? pem.toString() : null);
    Driver driver = HttpDrivers.open(Map.of("base_url", server.url()), context);
    StoreOptions options = StoreOptions.builder().retry(RetryPolicy.disabled()).build();
    try (Store store = Stores.over(driver, options)) {
      return store.readText("a");
    }
  }

  @Test
  void fromEncryptedToPlainNoRedirectIsFollowed(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    try (WebServer plain = new WebServer(asked -> Answer.text("in public"));
        WebServer server =
            new WebServer(
                "https", certificate.sockets(), asked -> Answer.redirect(302, plain.url()));
        Store store = HttpDrivers.store(server.url(), "tls_ca_bundle", certificate.pem())) {
      assertThatThrownBy(() -> store.readText("a"))
          .hasMessageContaining("redirects from https to http://127.0.0.1")
          .hasMessageContaining("not encrypted");
      assertThat(plain.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"timeout, 2s, timeout, 2s, 2000", "timeout, 5m, idle_timeout, 40ms, 40"})
  void silenceEndsAtTheTimeout(String one, String time, String other, String otherTime, int millis)
      throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (WebServer server =
            new WebServer(
                asked -> {
                  waitFor(end);
                  return Answer.text("too late");
                });
        Store store = HttpDrivers.store(server.url(), one, time, other, otherTime)) {
      assertThatThrownBy(() -> store.readText("a"))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("nothing moved for " + millis + " ms");
    } finally {
      end.countDown();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBundleWithoutACertificateIsTold(@TempDir Path folder) throws IOException {
    Path pem = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> HttpDrivers.store("https://host/", "tls_ca_bundle", pem))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(pem + ": there is no certificate");
  }
}
