package io.remotestore.cli;

/** Text from outside as a terminal may show it: nothing in it moves the cursor or the reader. */
final class Printable {
  private Printable() {}

  /** Returns {@code text} with control characters and turns of direction escaped. */
  static String of(String text) {
    if (text.codePoints().noneMatch(Printable::isHarmful)) {
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

  private static boolean isHarmful(int c) {
    boolean breaksLine = c == 0x2028 || c == 0x2029;
    boolean turnsText = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return Character.isISOControl(c) || breaksLine || turnsText || half;
  }
}
