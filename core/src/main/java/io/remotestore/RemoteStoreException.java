package io.remotestore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a store failed.
 *
 * <p>Subclasses are specific errors; this class itself is an error of the backend that has no type
 * of its own. The native exception, if there is one, is the cause.
 */
public class RemoteStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorDetails details;

  /** Makes an exception of these details. */
  public RemoteStoreException(ErrorDetails details, @Nullable Throwable cause) {
    super(details.toString(), cause);
    this.details = details;
  }

  /** What went wrong, without path, backend and the like. */
  public String problem() {
    return details.problem();
  }

  /**
   * What the caller can do next, or null where there is no better advice than the problem itself.
   */
  public @Nullable String hint() {
    return details.hint();
  }

  /** What was asked for, or null where no store was involved yet. */
  public @Nullable Operation operation() {
    return details.operation();
  }

  /** The store's name: its name in the configuration, or what its backend calls its root. */
  public @Nullable String store() {
    return details.store();
  }

  /** The path, relative to the store that was asked. */
  public @Nullable String path() {
    return details.path();
  }

  /** The backend's type, such as {@code local}. */
  public @Nullable String backend() {
    return details.backend();
  }

  /** The id that the server gave the request, for a support case. */
  public @Nullable String requestId() {
    return details.requestId();
  }

  /** The backend's own code for the error, such as {@code NoSuchKey}. */
  public @Nullable String nativeCode() {
    return details.nativeCode();
  }

  /** Tells whether the same call may succeed later with nothing changed. */
  public boolean retryHelps() {
    return details.retryHelps();
  }

  /** How long the server asked to wait before a retry, or null where it did not say. */
  public @Nullable Duration retryAfter() {
    return details.retryAfter();
  }
}
