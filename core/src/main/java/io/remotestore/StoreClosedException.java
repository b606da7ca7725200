package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The store was closed before the call. */
public final class StoreClosedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public StoreClosedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
