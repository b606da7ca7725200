package io.remotestore;

import org.jspecify.annotations.Nullable;

/**
 * The backend cannot be reached, or broke off; a retry may help, except where a certificate is
 * refused.
 */
public final class BackendUnavailableException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public BackendUnavailableException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
