package io.remotestore.cli;

import io.remotestore.spi.PrintableText;

/** Text from outside as a terminal may show it. */
final class Printable {
  private Printable() {}

  /** Returns {@code text} with control characters and turns of direction escaped. */
  static String of(String text) {
    return PrintableText.of(text);
  }
}
