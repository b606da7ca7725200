package io.remotestore.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that got no answer, or an answer that broke off. */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How far the request came. */
  public enum Reached {
    /**
     * Nobody saw any of it: there was no connection, none that was trusted, or the server did not
     * take the client for what it should be.
     */
    NOT_SENT,
    /** It left, whole or in part, and what became of it is not known. */
    UNKNOWN
  }

  private final Reached reached;

  TransportException(Reached reached, String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.reached = reached;
  }

  /** How far the request came. */
  public Reached reached() {
    return reached;
  }
}
