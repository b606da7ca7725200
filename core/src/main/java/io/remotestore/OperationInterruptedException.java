package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The thread was interrupted; its interrupt flag is set. */
public final class OperationInterruptedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public OperationInterruptedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
