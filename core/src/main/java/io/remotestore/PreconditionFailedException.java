package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The file is not in the state that a condition named; it is unchanged. */
public final class PreconditionFailedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public PreconditionFailedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
