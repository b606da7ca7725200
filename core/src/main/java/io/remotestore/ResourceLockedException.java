package io.remotestore;

import org.jspecify.annotations.Nullable;

/** Another process holds a lock on the file. */
public final class ResourceLockedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public ResourceLockedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
