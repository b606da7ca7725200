package io.remotestore.s3;

import org.jspecify.annotations.Nullable;

/**
 * Strips blanks around settings. Editors and web pages leave some that {@link String#strip} keeps:
 * no-break spaces, the zero-width space and the byte order mark.
 */
final class Blanks {
  private Blanks() {}

  /** Returns a text without the blanks around it. */
  static String strip(String text) {
    int from = 0;
    int until = text.length();
    while (from < until && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < until && isBlank(text.charAt(until - 1))) {
      until--;
    }
    return text.substring(from, until);
  }

  /** Returns a text without the blanks around it; null if the result is empty. */
  static @Nullable String present(@Nullable String text) {
    String stripped = text == null ? "" : strip(text);
    return stripped.isEmpty() ? null : stripped;
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff';
  }
}
