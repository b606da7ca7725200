package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.Content;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionValues;
import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a server through a proxy, which may see where they lead and nothing else. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before all tests
final class TunnelTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  private static final String PASSWORD = "open:sesame";
  private static final String SHOWN = basic("me:" + PASSWORD);

  @TempDir private static Path folder;
  private static TestKeys keys;

  private final TestCall call = new TestCall();

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make(folder, "server", "EC", "DNS:store.test,IP:127.0.0.1");
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private static ScriptedServer encrypted() throws Exception {
    return new ScriptedServer(TestTls.of(keys), TunnelTest::answer);
  }

  private static void answer(ScriptedServer.Exchange exchange) throws IOException {
    while (true) {
      if (exchange.head().startsWith("PUT")) {
        String unused = exchange.body(4);
      }
      exchange.say(OK);
    }
  }

  /** No name is known here: the proxy alone looks them up. */
  private static TransportOptions.Builder through(@Nullable ProxyOptions proxy) throws IOException {
    return TransportOptions.builder()
        .tls(new TlsOptions(keys.bundle(), null))
        .proxy(proxy)
        .resolver(
            host -> {
              throw new UnknownHostException(host);
            });
  }

  private static HttpRequest get(Endpoint endpoint) {
    return new HttpRequest("GET", endpoint, "/a?b=c", Headers.create(), null, Reuse.ANY);
  }

  private String text(Transport transport, HttpRequest request) throws IOException {
    try (HttpResponse response = transport.send(request, call)) {
      return new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private TransportException failure(TransportOptions options, HttpRequest request)
      throws IOException {
    try (Transport transport = Transport.open(options)) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> text(transport, request));
      assertThat(failure).as("answered").isNotNull();
      assertThat(failure.reached()).isEqualTo(Reached.NOT_SENT);
      assertThat(transport.openConnections()).isZero();
      assertThat(call.hooks()).isZero();
      return failure;
    }
  }

  private static String withCauses(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all));
    return all.toString();
  }

  // ---------------------------------------------------------------- through

  @Test
  void theProxyIsToldWhereToAndWhoAsksAndTheServerIsNot() throws Exception {
    try (ScriptedServer server = encrypted();
        ConnectProxy proxy = new ConnectProxy(server.port(), SHOWN);
        Transport transport = Transport.open(through(proxy.options(SHOWN)).build())) {
      HttpRequest get = get(new Endpoint(Endpoint.Security.TLS, "store.test", 443));
      assertThat(text(transport, get)).isEqualTo("hi");
      assertThat(text(transport, get)).isEqualTo("hi");
      assertThat(proxy.heads())
          .as("one way for both")
          .containsExactly(
              "CONNECT store.test:443 HTTP/1.1\r\nHost: store.test:443\r\n"
                  + "Proxy-Authorization: "
                  + SHOWN
                  + "\r\n\r\n");
      String asked = "GET /a?b=c HTTP/1.1\r\nHost: store.test\r\n\r\n";
      assertThat(server.heads()).containsExactly(asked, asked);
    }
  }

  @Test
  void theProxyReadsNothingOfWhatIsSaid() throws Exception {
    try (ScriptedServer server = encrypted();
        ConnectProxy proxy = new ConnectProxy(server.port(), null);
        Transport transport = Transport.open(through(proxy.options(null)).build())) {
      HttpRequest put =
          new HttpRequest(
              "PUT",
              new Endpoint(Endpoint.Security.TLS, "store.test", 8443),
              "/secret-path?token=secret",
              Headers.create().add("Authorization", "AWS4 secret-signature"),
              Content.of("text".getBytes(StandardCharsets.UTF_8)),
              Reuse.ANY);
      assertThat(text(transport, put)).isEqualTo("hi");
      assertThat(server.heads().get(0)).contains("\r\nAuthorization: AWS4 secret-signature\r\n");
      assertThat(proxy.heads())
          .containsExactly("CONNECT store.test:8443 HTTP/1.1\r\nHost: store.test:8443\r\n\r\n");
      assertThat(proxy.passed()).isNotEmpty().doesNotContain("secret", "AWS4", "PUT");
    }
  }

  @Test
  void aServerOfAnotherNameIsNotTrustedBehindTheProxyEither() throws Exception {
    try (ScriptedServer server = encrypted();
        ConnectProxy proxy = new ConnectProxy(server.port(), null)) {
      HttpRequest get = get(new Endpoint(Endpoint.Security.TLS, "other.test", 443));
      TransportException failure = failure(through(proxy.options(null)).build(), get);
      assertThat(failure)
          .hasMessageStartingWith("no connection to the proxy 127.0.0.1:" + proxy.port() + ": ")
          .hasMessageContaining("other.test");
      assertThat(proxy.accepted()).isEqualTo(1);
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void anAddressIsNamedAsSuch() throws Exception {
    try (ScriptedServer proxy =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 403 Forbidden\r\n\r\n");
            })) {
      ProxyOptions way = new ProxyOptions("127.0.0.1", proxy.port(), null, List.of());
      HttpRequest get = get(new Endpoint(Endpoint.Security.TLS, "2001:db8::1", 443));
      assertThat(failure(through(way).build(), get))
          .hasMessage("no connection to the proxy " + way + ": the proxy " + way + " answered 403");
      assertThat(proxy.heads())
          .containsExactly("CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\n\r\n");
    }
  }

  @Test
  void whatFollowsTheAnswerIsNotTakenForTheServers() throws Exception {
    try (ScriptedServer proxy =
        new ScriptedServer(
            exchange -> {
              exchange.head();
              exchange.say("HTTP/1.1 200 OK\r\n\r\nmore");
              exchange.untilClosed();
            })) {
      ProxyOptions way = new ProxyOptions("127.0.0.1", proxy.port(), null, List.of());
      HttpRequest get = get(new Endpoint(Endpoint.Security.TLS, "store.test", 443));
      assertThat(failure(through(way).build(), get))
          .hasMessageEndingWith("the proxy " + way + " sent more than its answer");
    }
  }

  // ---------------------------------------------------------------- who asks

  private static TransportOptions configured(Map<String, Object> options) {
    OptionValues values = TransportSettings.SCHEMA.read(GivenOptions.of(options)).orThrow();
    DriverContext context = DriverContext.system().withEnvironment(name -> null);
    Endpoint endpoint = new Endpoint(Endpoint.Security.TLS, "store.test", 443);
    return TransportSettings.read(values, context, endpoint).build();
  }

  @Test
  void aConfiguredProxyIsShownTheLoginOfItsUrl() throws Exception {
    try (ScriptedServer server = encrypted();
        ConnectProxy proxy = new ConnectProxy(server.port(), SHOWN)) {
      TransportOptions options =
          configured(
              Map.of(
                  "proxy",
                  "http://me:open%3Asesame@127.0.0.1:" + proxy.port(),
                  "tls_ca_bundle",
                  keys.bundle()));
      try (Transport transport = Transport.open(options)) {
        HttpRequest get = get(new Endpoint(Endpoint.Security.TLS, "store.test", 443));
        assertThat(text(transport, get)).isEqualTo("hi");
      }
      assertThat(server.heads().get(0)).doesNotContain("Proxy-");
    }
  }

  @Test
  void aProxyThatDoesNotKnowWhoAsksIsToldWithoutThePassword() throws Exception {
    try (ScriptedServer server = encrypted();
        ConnectProxy proxy = new ConnectProxy(server.port(), basic("another:one"))) {
      TransportOptions options =
          configured(Map.of("proxy", "me:open%3Asesame@127.0.0.1:" + proxy.port()));
      HttpRequest get = get(new Endpoint(Endpoint.Security.TLS, "store.test", 443));
      TransportException failure = failure(options, get);
      String way = "127.0.0.1:" + proxy.port();
      assertThat(failure)
          .hasMessage("no connection to the proxy " + way + ": the proxy " + way + " answered 407");
      assertThat(withCauses(failure))
          .doesNotContain("sesame", "open%3A", SHOWN, SHOWN.substring("Basic ".length()));
      assertThat(proxy.heads().get(0)).contains("\r\nProxy-Authorization: " + SHOWN + "\r\n");
      assertThat(server.accepted()).isZero();
    }
  }

  // ---------------------------------------------------------------- past it

  @Test
  void excludedHostsAreReachedPastTheProxy() throws Exception {
    try (ScriptedServer encrypted = encrypted();
        ScriptedServer plain = new ScriptedServer(TunnelTest::answer);
        ConnectProxy proxy = new ConnectProxy(encrypted.port(), SHOWN);
        Transport transport =
            Transport.open(through(proxy.options(SHOWN, "other.test", "127.0.0.1")).build())) {
      for (ScriptedServer server : new ScriptedServer[] {encrypted, plain}) {
        assertThat(text(transport, get(server.endpoint()))).isEqualTo("hi");
        assertThat(server.heads())
            .containsExactly(
                "GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n");
      }
      assertThat(proxy.accepted()).isZero();
    }
  }

  @Test
  void othersAreNot() throws Exception {
    try (ScriptedServer server = encrypted();
        ConnectProxy proxy = new ConnectProxy(server.port(), null);
        Transport transport = Transport.open(through(proxy.options(null, "10.0.0.0/8")).build())) {
      assertThat(text(transport, get(server.endpoint()))).isEqualTo("hi");
      assertThat(proxy.accepted()).isEqualTo(1);
    }
  }
}
