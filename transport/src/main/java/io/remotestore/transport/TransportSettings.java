package io.remotestore.transport;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The options of every backend over HTTP, and the variables of the environment that replace them:
 * {@code AWS_CA_BUNDLE}, {@code REQUESTS_CA_BUNDLE} and {@code SSL_CERT_FILE} for the certificates,
 * {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} for the proxy.
 */
public final class TransportSettings {
  /** Certificates to trust; an option of the Python library too. */
  public static final Option<Path> TLS_CA_BUNDLE =
      Option.path("tls_ca_bundle", "Certificates in PEM to trust in the place of the usual ones");

  private static final Option<Path> CLIENT_CERTIFICATE =
      Option.path("client_certificate", "Certificate chain and private key in PEM, to show servers")
          .javaOnly();
  private static final Option<Secret> PROXY =
      Option.secret("proxy", "The proxy to go through, as http://user:password@host:port, or none")
          .where(url -> isNone(url) || isProxy(url.reveal()), "none, or http://host:port")
          .javaOnly();
  private static final Option<List<String>> NO_PROXY =
      Option.textList("no_proxy", "Hosts that are reached without the proxy, and all below them")
          .javaOnly();

  /** Whether credentials may be sent without TLS; see {@link #requireTls}. */
  public static final Option<Boolean> ALLOW_HTTP =
      Option.bool("allow_http", "Whether credentials may leave this machine without TLS")
          .withDefault(false)
          .javaOnly();

  private static final Option<Duration> CONNECT_TIMEOUT =
      time("connect_timeout", "How long opening a connection may take; 10 s unless given");
  private static final Option<Duration> IDLE_TIMEOUT =
      time("idle_timeout", "How long the server may be silent; 30 s unless given");
  private static final Option<Integer> MAX_REQUESTS =
      Option.integer(
              "max_requests",
              "How many requests may wait for their replies at once; no limit if 0 or not given")
          .where(value -> value >= 0, "0 or more")
          .javaOnly();
  private static final Option<Duration> CONNECTION_LIFETIME =
      time("connection_lifetime", "How long a connection is used at all; 10 min unless given");
  private static final Option<Duration> CONNECTION_IDLE_TIME =
      time("connection_idle_time", "How long a connection waits for a request; 50 s unless given");

  private static final Option<Path> JAVA_TLS_CA_BUNDLE = TLS_CA_BUNDLE.javaOnly();

  /** All options of this class. */
  public static final OptionSchema SCHEMA = schema(TLS_CA_BUNDLE);

  /** The same for backends that have no {@code tls_ca_bundle} in the Python library. */
  public static final OptionSchema SCHEMA_WITH_JAVA_BUNDLE = schema(JAVA_TLS_CA_BUNDLE);

  private static final List<String> BUNDLE_VARIABLES =
      List.of("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE");

  private TransportSettings() {}

  private static OptionSchema schema(Option<Path> bundle) {
    return OptionSchema.of(
        bundle,
        CLIENT_CERTIFICATE,
        PROXY,
        NO_PROXY,
        ALLOW_HTTP,
        CONNECT_TIMEOUT,
        IDLE_TIMEOUT,
        MAX_REQUESTS,
        CONNECTION_LIFETIME,
        CONNECTION_IDLE_TIME);
  }

  private static Option<Duration> time(String name, String description) {
    return Option.duration(name, description)
        .where(value -> !value.isNegative() && !value.isZero(), "more than 0")
        .javaOnly();
  }

  /**
   * Returns the options of a transport, to be refined.
   *
   * @param endpoint the endpoint of most requests: the environment names a proxy for each scheme
   * @throws ConfigException if a file of certificates is missing
   */
  public static TransportOptions.Builder read(
      OptionValues values, DriverContext context, Endpoint endpoint) {
    TransportOptions.Builder options =
        TransportOptions.builder()
            .nanoClock(context.nanoClock())
            .tls(new TlsOptions(bundle(values, context), existing(values, CLIENT_CERTIFICATE)))
            .proxy(proxy(values, context, endpoint));
    if (values.isGiven(CONNECT_TIMEOUT)) {
      options.connectTimeout(values.value(CONNECT_TIMEOUT));
    }
    if (values.isGiven(IDLE_TIMEOUT)) {
      options.idleTimeout(values.value(IDLE_TIMEOUT));
    }
    if (values.isGiven(MAX_REQUESTS)) {
      options.maxRequests(values.value(MAX_REQUESTS));
    }
    if (values.isGiven(CONNECTION_LIFETIME)) {
      options.lifetime(values.value(CONNECTION_LIFETIME));
    }
    if (values.isGiven(CONNECTION_IDLE_TIME)) {
      options.idleLifetime(values.value(CONNECTION_IDLE_TIME));
    }
    return options;
  }

  /**
   * Refuses to send credentials that others can read: without TLS to another machine or to a
   * configured proxy. Call it if requests carry credentials.
   *
   * @param option the option with their target
   * @throws ConfigException if they would leave this machine without TLS, and {@code allow_http} is
   *     not true
   */
  public static void requireTls(OptionValues values, Endpoint endpoint, String option) {
    ProxyOptions proxy = explicitProxy(values);
    boolean stays = endpoint.isLoopback() && (proxy == null || !proxy.serves(endpoint));
    if (!endpoint.tls() && !stays && !values.value(ALLOW_HTTP)) {
      throw new ConfigException(
          List.of(
              option
                  + ": credentials would leave this machine without TLS; allow_http = true allows"
                  + " it"));
    }
  }

  // ---------------------------------------------------------------- certificates

  private static @Nullable Path bundle(OptionValues values, DriverContext context) {
    Path given =
        existing(values, values.isGiven(TLS_CA_BUNDLE) ? TLS_CA_BUNDLE : JAVA_TLS_CA_BUNDLE);
    if (given != null) {
      return given;
    }
    for (String variable : BUNDLE_VARIABLES) {
      String path = context.variable(variable);
      if (path != null && !path.isBlank()) {
        return existing("the variable " + variable, Path.of(path));
      }
    }
    return null;
  }

  private static @Nullable Path existing(OptionValues values, Option<Path> option) {
    Path path = values.find(option);
    return path == null ? null : existing(option.name(), path);
  }

  private static Path existing(String name, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ConfigException(List.of(name + ": there is no file " + path));
    }
    return path;
  }

  // ---------------------------------------------------------------- the proxy

  private static boolean isNone(Secret url) {
    return url.reveal().strip().equalsIgnoreCase("none");
  }

  private static @Nullable ProxyOptions proxy(
      OptionValues values, DriverContext context, Endpoint endpoint) {
    if (values.find(PROXY) != null) {
      return explicitProxy(values);
    }
    List<String> excluded = values.find(NO_PROXY);
    String variable = endpoint.tls() ? "HTTPS_PROXY" : "HTTP_PROXY";
    String url = eitherCase(context, variable);
    if (url == null || endpoint.isLoopback()) {
      return null;
    }
    if (!isProxy(url)) {
      throw new ConfigException(
          List.of("the variable " + variable + " is no proxy of the form http://host:port"));
    }
    return parse(url, excluded == null ? noProxy(context) : excluded);
  }

  private static @Nullable ProxyOptions explicitProxy(OptionValues values) {
    Secret given = values.find(PROXY);
    if (given == null || isNone(given)) {
      return null;
    }
    List<String> excluded = values.find(NO_PROXY);
    return parse(given.reveal(), excluded == null ? List.of() : excluded);
  }

  private static List<String> noProxy(DriverContext context) {
    String hosts = eitherCase(context, "NO_PROXY");
    return hosts == null
        ? List.of()
        : Arrays.stream(hosts.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static @Nullable String eitherCase(DriverContext context, String variable) {
    String lower = context.variable(variable.toLowerCase(Locale.ROOT));
    String value = lower != null ? lower : context.variable(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static boolean isProxy(String url) {
    try {
      ProxyOptions unused = parse(url, List.of());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Reads {@code http://user:password@host:port}; the scheme may be left out. */
  private static ProxyOptions parse(String text, List<String> exclusions) {
    String url = text.contains("://") ? text : "http://" + text;
    URI uri = URI.create(url);
    Endpoint endpoint = Endpoint.of(uri);
    if (endpoint.tls()) {
      throw new IllegalArgumentException("a proxy is reached by plain HTTP");
    }
    String user = uri.getUserInfo();
    String authorization =
        user == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    return new ProxyOptions(endpoint.host(), endpoint.port(), authorization, exclusions);
  }
}
