package io.remotestore.transport;

import java.io.IOException;

/** A reply that breaks the rules of HTTP/1.1. A retry gets the same reply. */
final class MalformedReplyException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedReplyException(String problem) {
    super(problem);
  }
}
