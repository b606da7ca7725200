package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import java.io.IOException;

/** Takes the typed exception out of an {@link IOException} that carries one. */
final class Streams {
  private Streams() {}

  static RemoteStoreException typed(OperationCall call, IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof RemoteStoreException typed) {
        return typed;
      }
    }
    return Failures.exception(call, Failures.of(e, call), e);
  }
}
