package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The deadline passed before the operation ended. */
public final class DeadlineExceededException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public DeadlineExceededException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
