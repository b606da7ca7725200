package io.remotestore.transport;

import java.io.Closeable;
import java.io.IOException;

/** Closes abandoned resources. */
final class Quietly {
  private Quietly() {}

  static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is abandoned: the result of closing does not matter.
    }
  }
}
