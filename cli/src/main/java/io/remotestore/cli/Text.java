package io.remotestore.cli;

import io.remotestore.cli.Console.Screen;

/** A line in several styles. What is added cannot reach a terminal as a command. */
final class Text {
  private static final String RESET = "\u001b[0m";

  /** How a piece of a line looks. */
  enum Style {
    PLAIN(""),
    FOLDER("\u001b[1;34m"),
    FAINT("\u001b[2m"),
    GOOD("\u001b[32m"),
    BAD("\u001b[1;31m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder colored = new StringBuilder();

  static Text of(String text) {
    return new Text().add(text);
  }

  Text add(String text) {
    return add(Style.PLAIN, text);
  }

  Text add(Style style, String text) {
    String shown = Printable.of(text);
    plain.append(shown);
    if (style == Style.PLAIN || shown.isEmpty()) {
      colored.append(shown);
    } else {
      colored.append(style.code).append(shown).append(RESET);
    }
    return this;
  }

  String on(Screen screen) {
    return screen == Screen.COLOR ? colored.toString() : plain.toString();
  }
}
