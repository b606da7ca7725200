package io.remotestore;

import org.jspecify.annotations.Nullable;

/** A range begins beyond the end of the file. */
public final class RangeNotSatisfiableException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public RangeNotSatisfiableException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
