package io.remotestore.s3;

import java.nio.charset.StandardCharsets;

/** Percent-encoding for signatures: all but unreserved characters (RFC 3986), in capitals. */
final class UriText {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UriText() {}

  /** Encodes a path; its slashes stay. */
  static String path(String text) {
    return encode(text, true);
  }

  /** Encodes a name or value of a query. */
  static String query(String text) {
    return encode(text, false);
  }

  private static String encode(String text, boolean slashesStay) {
    if (isPlain(text, slashesStay)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || (slashesStay && c == '/')) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String text, boolean slashesStay) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isUnreserved(c) && !(slashesStay && c == '/')) {
        return false;
      }
    }
    return true;
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
