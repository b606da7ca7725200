package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The file, folder, source or container is not there. */
public final class NotFoundException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public NotFoundException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
