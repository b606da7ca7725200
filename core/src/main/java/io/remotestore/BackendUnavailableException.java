package io.remotestore;

import org.jspecify.annotations.Nullable;

/**
 * The backend cannot be reached, or broke off. A retry may help, unless a certificate was refused.
 */
public final class BackendUnavailableException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public BackendUnavailableException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
