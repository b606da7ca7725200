package io.remotestore.spi;

import org.jspecify.annotations.Nullable;

/**
 * Escapes text from outside, such as the words of a server or the name of a file, for logs and
 * terminals: it stays on one line, and nothing in it moves the cursor or the direction of reading.
 */
public final class PrintableText {
  private PrintableText() {}

  /**
   * Returns {@code text} with control characters, line breaks, turns of direction and halves of
   * characters escaped like {@code \\u001b}. Text without them is returned as it is.
   */
  public static String of(String text) {
    if (text.codePoints().noneMatch(PrintableText::isHarmful)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmful(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** The same; null for null. */
  public static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }

  private static boolean isHarmful(int c) {
    boolean breaksLine = c == 0x2028 || c == 0x2029;
    boolean marksDirection = c == 0x061c || c == 0x200e || c == 0x200f;
    boolean turnsText = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return Character.isISOControl(c) || breaksLine || marksDirection || turnsText || half;
  }
}
