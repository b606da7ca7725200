package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The backend has no room left. */
public final class StorageFullException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public StorageFullException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
