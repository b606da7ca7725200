package io.remotestore;

import org.jspecify.annotations.Nullable;

/**
 * The path cannot name what it should: illegal text, outside the store, a folder where a file is
 * needed or the reverse.
 */
public final class InvalidPathException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public InvalidPathException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
