package io.remotestore;

import java.io.IOException;

/** Turns the {@link IOException}s of streams back into the typed exceptions they carry. */
final class IoErrors {
  private IoErrors() {}

  static RemoteStoreException unchecked(IOException e, Operation operation, String path) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof RemoteStoreException typed) {
        return typed;
      }
    }
    return new RemoteStoreException(
        ErrorDetails.of("The source of the bytes failed: " + e)
            .operation(operation)
            .path(path)
            .build(),
        e);
  }
}
