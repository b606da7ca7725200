package io.remotestore.transport;

import java.io.IOException;

/** A request body that holds fewer or more bytes than it said. */
public final class ContentLengthException extends IOException {
  private static final long serialVersionUID = 1L;

  ContentLengthException(String problem) {
    super(problem);
  }
}
