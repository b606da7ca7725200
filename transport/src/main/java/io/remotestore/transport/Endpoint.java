package io.remotestore.transport;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The target of requests: a host, a port and whether the connection is encrypted.
 *
 * @param security whether the connection is encrypted
 * @param host the name or address, in lower case, IPv6 without brackets
 * @param port the port
 */
public record Endpoint(Security security, String host, int port) {
  /**
   * The pattern of the whole address: a name such as {@code 127.0.0.1.example.com} can lead
   * anywhere.
   */
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  /** Whether a connection is encrypted. */
  public enum Security {
    /** {@code http}. */
    PLAIN("http", 80),
    /** {@code https}. */
    TLS("https", 443);

    private final String scheme;
    private final int port;

    Security(String scheme, int port) {
      this.scheme = scheme;
      this.port = port;
    }
  }

  /**
   * Returns the endpoint of a URL with scheme {@code http} or {@code https}; ignores its path.
   *
   * @throws IllegalArgumentException if it has another scheme or no host
   */
  public static Endpoint of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("not an http or https URL with a host");
    }
    Security security = scheme.equals("https") ? Security.TLS : Security.PLAIN;
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() < 0 ? security.port : uri.getPort();
    return new Endpoint(security, bare.toLowerCase(Locale.ROOT), port);
  }

  /** Returns whether connections are encrypted. */
  public boolean tls() {
    return security == Security.TLS;
  }

  /** Returns whether requests stay on this machine, by name or address. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || LOOPBACK.matcher(host).matches();
  }

  /** Host and port in the form of the {@code Host} header: without the usual port. */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == security.port ? name : name + ":" + port;
  }

  /** The URL of the root. */
  @Override
  public String toString() {
    return security.scheme + "://" + authority();
  }
}
