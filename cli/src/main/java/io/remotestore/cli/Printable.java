package io.remotestore.cli;

import io.remotestore.spi.PrintableText;

/** Escapes text from outside for a terminal. */
final class Printable {
  private Printable() {}

  /** Returns {@code text} with control characters and turns of direction escaped. */
  static String of(String text) {
    return PrintableText.of(text);
  }
}
