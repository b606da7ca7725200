package io.remotestore.settings;

import io.remotestore.spi.PrintableText;

/** Text from outside in an error: in quotes, cut where it is long, on one line. */
public final class Quoted {
  private static final int LONGEST = 200;

  private Quoted() {}

  /** Returns {@code text} in single quotes, control characters escaped. */
  public static String of(String text) {
    boolean cut = text.codePointCount(0, text.length()) > LONGEST;
    String shown = cut ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text;
    return "'" + PrintableText.of(shown) + (cut ? "..." : "") + "'";
  }
}
