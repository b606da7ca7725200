package io.remotestore;

import org.jspecify.annotations.Nullable;

/**
 * The reply to a change was lost, and a look at the backend could not tell whether it took effect.
 */
public final class OutcomeUnknownException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public OutcomeUnknownException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
