package io.remotestore.examples.lake;

import java.io.PrintStream;

/** Where the demo prints, and whether it may use colour. */
public final class Terminal {
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean color;

  private Terminal(PrintStream out, boolean color) {
    this.out = out;
    this.color = color;
  }

  /** Prints text and nothing else, as files and pipes want it. */
  public static Terminal plain(PrintStream out) {
    return new Terminal(out, false);
  }

  /** Prints with the colour codes of ANSI terminals. */
  public static Terminal color(PrintStream out) {
    return new Terminal(out, true);
  }

  void line(String text) {
    out.println(text.stripTrailing());
  }

  void line() {
    out.println();
  }

  String bold(String text) {
    return styled("\u001b[1m", text);
  }

  String faint(String text) {
    return styled("\u001b[2m", text);
  }

  private String styled(String code, String text) {
    return color && !text.isBlank() ? code + text + RESET : text;
  }
}
