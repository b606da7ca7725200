package io.remotestore.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** User metadata in header fields. Characters that a field cannot hold are escaped. */
final class MetadataText {
  private static final String BEGIN = "=?UTF-8?B?";
  private static final String END = "?=";

  private MetadataText() {}

  /**
   * Encodes a name as part of a field's: characters that are no lower-case token become {@code
   * %XX}.
   */
  static String name(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }

  /** Of a token (RFC 9110, section 5.6.2), the sign of escapes left out. */
  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$&'*+-.^_`|~".indexOf(c) >= 0;
  }

  static String readName(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // it only looks escaped
    }
  }

  /**
   * Encodes a value for a field. A value that is not ASCII, or has a space around it, becomes an
   * encoded word (RFC 2047), the form in which S3 itself shows such metadata.
   */
  static String value(String value) {
    boolean plain = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (plain && value.equals(value.strip()) && !value.startsWith("=?")) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return BEGIN + Base64.getEncoder().encodeToString(bytes) + END;
  }

  static String readValue(String value) {
    if (!value.toUpperCase(Locale.ROOT).startsWith(BEGIN) || !value.endsWith(END)) {
      return value;
    }
    try {
      String encoded = value.substring(BEGIN.length(), value.length() - END.length());
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // it only looks like one
    }
  }
}
