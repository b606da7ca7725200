package io.remotestore.settings;

/** Text from outside in an error: in quotes, cut where it is long, on one line. */
public final class Quoted {
  private static final int LONGEST = 200;

  private Quoted() {}

  /** Returns {@code text} in single quotes, control characters escaped. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder("'");
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    boolean cut = text.codePointCount(0, text.length()) > LONGEST;
    return out.append(cut ? "..." : "").append('\'').toString();
  }
}
