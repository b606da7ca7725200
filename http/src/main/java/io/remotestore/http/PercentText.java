package io.remotestore.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986, section 2.1). */
final class PercentText {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /** Printable ASCII characters that a URL must not hold unescaped. */
  private static final String NEVER_BARE = "\"<>\\^`{|}";

  private PercentText() {}

  /** Encodes a key: all but unreserved characters and its slashes. */
  static String ofKey(String key) {
    StringBuilder out = new StringBuilder(key.length() + 16);
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || c == '/') {
        out.append(c);
      } else {
        append(out, c);
      }
    }
    return out.toString();
  }

  /**
   * Encodes characters that a URL must not hold, and keeps all others, escapes above all. Servers
   * and people write such URLs.
   */
  static String ofUrl(byte[] url) {
    StringBuilder out = new StringBuilder(url.length + 16);
    for (int i = 0; i < url.length; i++) {
      char c = (char) (url[i] & 0xff);
      boolean bare = c > ' ' && c < 0x7f && NEVER_BARE.indexOf(c) < 0;
      if (bare && (c != '%' || isEscape(url, i))) {
        out.append(c);
      } else {
        append(out, c);
      }
    }
    return out.toString();
  }

  /** Decodes the escapes of a text; returns null if one is broken or the result is not UTF-8. */
  static @Nullable String decoded(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        out.put(source[i]);
      } else if (isEscape(source, i)) {
        out.put((byte) (Character.digit(source[i + 1], 16) << 4 | hex(source[i + 2])));
        i += 2;
      } else {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isEscape(byte[] text, int at) {
    return at + 2 < text.length && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0;
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  private static void append(StringBuilder out, char c) {
    out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
