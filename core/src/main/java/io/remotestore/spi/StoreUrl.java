package io.remotestore.spi;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import io.remotestore.settings.MaskedText;
import io.remotestore.settings.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL of a store, taken apart: {@code scheme://user:password@host:port/path?option=value}, or
 * {@code scheme:path?option=value}.
 *
 * <p>Every part is percent-decoded as UTF-8 after it was split off; a {@code +} is a plus. There is
 * no fragment: a bare {@code #} is refused, since it is more often meant as part of a name. Never
 * prints a secret.
 */
public final class StoreUrl {
  /** Two letters at least: {@code C:\data} is a path. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-zA-Z][a-zA-Z0-9+.-]+):(?://([^/?]*))?([^?]*)(?:\\?(.*))?", Pattern.DOTALL);

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?(\\[[^\\]]*]|[^:@\\[\\]]*)(?::(\\d{0,5}))?");

  private static final String HEX = "0123456789ABCDEF";

  private final String scheme;
  private final @Nullable String user;
  private final @Nullable Secret password;
  private final String host;
  private final int port;
  private final String path;
  private final Map<String, String> parameters;
  private final String shown;

  private StoreUrl(Matcher shape, Matcher authority, String text) {
    this.shown = shown(text);
    this.scheme = group(shape, 1).toLowerCase(Locale.ROOT);
    this.user = authority.group(1) == null ? null : decode(group(authority, 1), "user");
    this.password =
        authority.group(2) == null ? null : Secret.of(decode(group(authority, 2), "password"));
    this.host = decode(group(authority, 3), "host");
    this.port = group(authority, 4).isEmpty() ? -1 : Integer.parseInt(group(authority, 4));
    this.path = decode(group(shape, 3), "path");
    this.parameters = Collections.unmodifiableMap(parameters(group(shape, 4)));
  }

  /**
   * Takes a URL apart.
   *
   * @throws ConfigException if it is none
   */
  public static StoreUrl parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw wrong(
          "not a URL such as file:///data or memory:; Stores.local(path) takes a plain path");
    }
    if (text.indexOf('#') >= 0) {
      throw wrong("a URL of a store has no fragment; write %23 for a '#' in a name");
    }
    Matcher authority = AUTHORITY.matcher(group(shape, 2));
    if (!authority.matches()) {
      throw wrong(
          "what stands between '//' and the path is not user:password@host:port; write %40 for an"
              + " '@', %3A for a ':' and %2F for a '/' in a password");
    }
    StoreUrl url = new StoreUrl(shape, authority, text);
    if (url.port > 65535) {
      throw wrong("the port is greater than 65535");
    }
    return url;
  }

  /**
   * Returns a URL as an error may show it: without its parameters, the password masked. Any text
   * will do.
   */
  public static String shown(String text) {
    int end = text.length();
    int question = text.indexOf('?');
    int at = text.lastIndexOf('@');
    if (question >= 0 && at < question) {
      end = question;
    }
    String masked = MaskedText.of(text.substring(0, end));
    if (!masked.contains("://")) {
      masked = masked.replaceAll("(?s)^([^:]*):.*@", "$1:" + MaskedText.MASK + "@");
    }
    int rest = masked.indexOf('?');
    return rest < 0 ? masked : masked.substring(0, rest);
  }

  /**
   * Percent-encodes a path for a URL of a store: each byte of its UTF-8 but letters, digits and
   * {@code - . _ ~ / : = +}. {@link #parse} gives back the same text, its Unicode form included:
   * nothing is normalised, as {@link java.net.URI#toASCIIString} does.
   */
  public static String encodePath(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/:=+".indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /** The scheme, in lower case. */
  public String scheme() {
    return scheme;
  }

  /** The user, or null for none. */
  public @Nullable String user() {
    return user;
  }

  /** The password, or null for none. */
  public @Nullable Secret password() {
    return password;
  }

  /** The host, or empty for none; an IPv6 address stands in brackets. */
  public String host() {
    return host;
  }

  /** The port, or -1 for none. */
  public int port() {
    return port;
  }

  /** The path, decoded, with the slash that it begins with if it does. */
  public String path() {
    return path;
  }

  /** The parameters by name, in their order. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** The URL without parameters, the password masked. */
  @Override
  public String toString() {
    return shown;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw wrong("a parameter is not of the form name=value");
      }
      String name = decode(pair.substring(0, equals), "name of a parameter");
      String value = decode(pair.substring(equals + 1), "parameter " + Quoted.of(name));
      if (out.put(name, value) != null) {
        throw wrong("the parameter " + Quoted.of(name) + " is there twice");
      }
    }
    return out;
  }

  private static String group(Matcher matcher, int group) {
    String text = matcher.group(group);
    return text == null ? "" : text;
  }

  private static String decode(String text, String part) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        out.put(source[i]);
        continue;
      }
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw wrong("in the " + part + " a '%' is not followed by two hexadecimal digits");
      }
      out.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      throw wrong("the " + part + " does not decode to UTF-8");
    }
  }

  private static ConfigException wrong(String problem) {
    return new ConfigException(List.of(problem));
  }
}
