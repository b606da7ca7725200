package io.remotestore;

import org.jspecify.annotations.Nullable;

/** A folder that holds something was to be deleted without asking for recursion. */
public final class DirectoryNotEmptyException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public DirectoryNotEmptyException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
