package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The credentials or the permissions do not allow it. */
public final class PermissionDeniedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public PermissionDeniedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
