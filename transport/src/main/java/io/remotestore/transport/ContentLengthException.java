package io.remotestore.transport;

import java.io.IOException;

/** A request body with fewer or more bytes than its announced length. */
public final class ContentLengthException extends IOException {
  private static final long serialVersionUID = 1L;

  ContentLengthException(String problem) {
    super(problem);
  }
}
