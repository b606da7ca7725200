package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The file has not changed since the state that a condition named. */
public final class NotModifiedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public NotModifiedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
