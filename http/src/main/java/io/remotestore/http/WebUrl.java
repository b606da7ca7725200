package io.remotestore.http;

import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Endpoint.Security;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code https} URL, encoded as it goes on the wire; user and fragment are left
 * out.
 *
 * @param endpoint where requests for it go
 * @param path its path, which begins with a slash
 * @param query its query without the question mark, or null for none; may be secret
 */
record WebUrl(Endpoint endpoint, String path, @Nullable String query) {
  private static final Pattern SHAPE =
      Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

  /** The host in the form of DNS, underscores included, or an IPv6 address. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:(.*)@)?(\\[[0-9a-fA-F:.]+]|[a-zA-Z0-9._-]+)(?::(\\d{0,5}))?");

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");

  /**
   * Parses a URL.
   *
   * @throws IllegalArgumentException if the text is no such URL; the message does not show it
   */
  static WebUrl parse(String text) {
    return parseEncoded(PercentText.ofUrl(text.strip().getBytes(StandardCharsets.UTF_8)));
  }

  private static WebUrl parseEncoded(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException("not an http or https URL");
    }
    Matcher authority = AUTHORITY.matcher(shape.group(2));
    if (!authority.matches()) {
      throw new IllegalArgumentException("not a URL with a host, and maybe a port behind it");
    }
    Security security = shape.group(1).equalsIgnoreCase("https") ? Security.TLS : Security.PLAIN;
    return new WebUrl(
        new Endpoint(security, host(authority.group(2)), port(authority.group(3), security)),
        withoutDots(shape.group(3).isEmpty() ? "/" : shape.group(3)),
        shape.group(4));
  }

  /** The user and password of a URL, decoded; null for none. */
  static @Nullable String userInfo(String text) {
    Matcher shape = SHAPE.matcher(text.strip());
    Matcher authority = shape.matches() ? AUTHORITY.matcher(shape.group(2)) : null;
    if (authority == null || !authority.matches() || authority.group(1) == null) {
      return null;
    }
    String decoded = PercentText.decoded(authority.group(1));
    return decoded == null ? authority.group(1) : decoded;
  }

  private static String host(String text) {
    boolean brackets = text.startsWith("[");
    return (brackets ? text.substring(1, text.length() - 1) : text).toLowerCase(Locale.ROOT);
  }

  private static int port(@Nullable String text, Security security) {
    if (text == null || text.isEmpty()) {
      return security == Security.TLS ? 443 : 80;
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a URL with a port from 1 to 65535");
    }
    return port;
  }

  /**
   * Resolves a reference, such as the value of the field {@code Location} (RFC 3986, section 5.2).
   *
   * @throws IllegalArgumentException if the result is no http or https URL; the message does not
   *     show it
   */
  WebUrl resolve(String location) {
    // A field's characters are bytes.
    String reference = PercentText.ofUrl(location.strip().getBytes(StandardCharsets.ISO_8859_1));
    int fragment = reference.indexOf('#');
    reference = fragment < 0 ? reference : reference.substring(0, fragment);
    if (SCHEME.matcher(reference).matches()) {
      return parseEncoded(reference);
    }
    if (reference.startsWith("//")) {
      return parseEncoded((endpoint.tls() ? "https:" : "http:") + reference);
    }
    int question = reference.indexOf('?');
    String newQuery = question < 0 ? null : reference.substring(question + 1);
    String newPath = question < 0 ? reference : reference.substring(0, question);
    if (newPath.isEmpty()) {
      return new WebUrl(endpoint, path, question < 0 ? query : newQuery);
    }
    String merged =
        newPath.startsWith("/") ? newPath : path.substring(0, path.lastIndexOf('/') + 1) + newPath;
    return new WebUrl(endpoint, withoutDots(merged), newQuery);
  }

  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    String last = "";
    for (String segment : path.substring(1).split("/", -1)) {
      last = segment;
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    boolean folder = last.equals(".") || last.equals("..");
    return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
  }

  /** Path and query in the form of a request. */
  String target() {
    return query == null ? path : path + "?" + query;
  }

  /** The URL without its query. */
  @Override
  public String toString() {
    return endpoint + path;
  }
}
