package io.remotestore.http;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import io.remotestore.transport.Headers;
import io.remotestore.transport.TlsOptions;
import io.remotestore.transport.TlsOptions.Verification;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import io.remotestore.transport.TransportSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code type = "http"} and {@code http://host/folder} and {@code https://host/folder} URLs.
 *
 * <p>Keys go below {@code base_url}, percent-encoded segment by segment. A query in {@code
 * base_url} is added to every request, behind the key. A user before the host is sent as Basic
 * authorization. Errors, addresses and logs show neither query nor user. The parameters of a
 * store's URL are options, as for every backend; a query for the server needs {@code base_url}.
 *
 * <p>The {@code headers} are sent only to the host of {@code base_url}. A redirect to another host
 * is followed without them. A redirect from {@code https} to {@code http} is not followed. With
 * {@code http}, headers that may be secret and a user are refused unless they stay on this machine
 * or {@code allow_http} is true. {@code timeout} limits connecting and the silence of the server,
 * unless {@code connect_timeout} and {@code idle_timeout} set these apart. A slow body that moves
 * is fine. {@code verify_ssl = false} accepts any certificate: a machine on the way can then read
 * and change the traffic.
 */
public final class HttpDriverFactory implements DriverFactory {
  private static final Option<String> BASE_URL =
      Option.text("base_url", "The URL that keys are put behind")
          .where(url -> problem(url) == null, "an http or https URL with a host and no '#'")
          .required();
  private static final Option<Map<String, Secret>> HEADERS =
      Option.secretMap("headers", "Header fields for every request to the host of base_url");
  private static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "How long connecting may take, and how long the server be silent")
          .where(time -> !time.isNegative() && !time.isZero(), "more than 0");
  private static final Option<Boolean> VERIFY_SSL =
      Option.bool("verify_ssl", "Whether the server's certificate is verified; leave it on")
          .withDefault(true);
  private static final Option<Integer> MAX_REDIRECTS =
      Option.integer("max_redirects", "How many redirects in a row are followed")
          .where(count -> count >= 0, "0 or more")
          .withDefault(5);

  /** Fields that this library sets; a field of the user would break the request. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "accept-encoding",
          "proxy-authorization",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since");

  /** Fields that authenticate no sender; any other may hold a token. */
  private static final Set<String> PUBLIC_FIELDS =
      Set.of("accept", "accept-language", "user-agent", "referer");

  /** For the service loader. */
  public HttpDriverFactory() {}

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("http", "https");
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(BASE_URL, HEADERS, TIMEOUT, VERIFY_SSL, MAX_REDIRECTS)
        .and(TransportSettings.SCHEMA_WITH_JAVA_BUNDLE)
        .ignoring("http_client", "all requests go through this library's own client");
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    if (url.host().isEmpty()) {
      throw new ConfigException(List.of("an http: URL is http://host/folder"));
    }
    Map<String, Object> options = new LinkedHashMap<>();
    String port = url.port() < 0 ? "" : ":" + url.port();
    options.put(BASE_URL.name(), url.scheme() + "://" + url.host() + port + "/");
    if (url.user() != null) {
      Secret password = url.password();
      String login = url.user() + ":" + (password == null ? "" : password.reveal());
      options.put(HEADERS.name(), Map.of("Authorization", Secret.of(basic(login))));
    }
    String path = url.path();
    return new UrlTarget(options, path.startsWith("/") ? path.substring(1) : path);
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) throws IOException {
    HttpOptions options =
        new HttpOptions(base(values), headers(values), values.value(MAX_REDIRECTS));
    if (options.headers().keySet().stream().anyMatch(HttpDriverFactory::isSecret)) {
      TransportSettings.requireTls(values, options.base().endpoint(), BASE_URL.name());
    }
    Transport transport = Transport.open(transport(values, context, options.base()));
    return new HttpDriver(new WebClient(options, transport, context.clock()));
  }

  // ---------------------------------------------------------------- the base

  private static @Nullable String problem(String url) {
    try {
      WebUrl unused = WebUrl.parse(url);
      return url.indexOf('#') < 0 ? null : "it has a fragment";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static WebUrl base(OptionValues values) {
    WebUrl url = WebUrl.parse(values.value(BASE_URL));
    String path = url.path().endsWith("/") ? url.path() : url.path() + "/";
    return new WebUrl(url.endpoint(), path, url.query());
  }

  private static Map<String, String> headers(OptionValues values) {
    Map<String, Secret> given = values.find(HEADERS);
    Map<String, String> headers = new LinkedHashMap<>();
    if (given != null) {
      given.forEach((name, value) -> headers.put(name, checked(name, value.reveal())));
    }
    String login = WebUrl.userInfo(values.value(BASE_URL));
    if (login != null) {
      if (headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
        throw new ConfigException(
            List.of("base_url: it holds a user, and headers an Authorization; remove one of them"));
      }
      headers.put("Authorization", basic(login));
    }
    return headers;
  }

  private static boolean isSecret(String field) {
    return !PUBLIC_FIELDS.contains(field.toLowerCase(Locale.ROOT));
  }

  private static String checked(String name, String value) {
    if (OWN_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new ConfigException(
          List.of("headers: " + quoted(name) + " is set by this library, request by request"));
    }
    try {
      Headers unused = Headers.create().add(name, value);
      return value;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          List.of("headers: " + quoted(name) + " is no header field, by its name or value"));
    }
  }

  private static String quoted(String name) {
    return "'" + name.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  private static String basic(String login) {
    String full = login.indexOf(':') < 0 ? login + ":" : login;
    return "Basic " + Base64.getEncoder().encodeToString(full.getBytes(StandardCharsets.UTF_8));
  }

  // ---------------------------------------------------------------- the way

  private static TransportOptions transport(
      OptionValues values, DriverContext context, WebUrl base) {
    boolean verify = values.value(VERIFY_SSL);
    if (!verify && isGiven("tls_ca_bundle", values)) {
      throw new ConfigException(
          List.of("tls_ca_bundle: it has no effect while verify_ssl is false"));
    }
    TransportOptions.Builder transport = TransportSettings.read(values, context, base.endpoint());
    Duration timeout = values.find(TIMEOUT);
    if (timeout != null && !isGiven("connect_timeout", values)) {
      transport.connectTimeout(timeout);
    }
    if (timeout != null && !isGiven("idle_timeout", values)) {
      transport.idleTimeout(timeout);
    }
    if (!verify) {
      Path keys = transport.build().tls().clientKeys();
      transport.tls(new TlsOptions(null, keys, Verification.NONE));
    }
    return transport.build();
  }

  private static boolean isGiven(String name, OptionValues values) {
    return TransportSettings.SCHEMA_WITH_JAVA_BUNDLE.options().stream()
        .anyMatch(option -> option.name().equals(name) && values.isGiven(option));
  }
}
