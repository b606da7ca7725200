package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The bytes do not have the expected digest; nothing was published. */
public final class DigestMismatchException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public DigestMismatchException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
