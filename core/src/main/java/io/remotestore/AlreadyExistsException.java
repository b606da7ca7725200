package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The target exists and overwriting was not asked for; it is unchanged. */
public final class AlreadyExistsException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public AlreadyExistsException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
