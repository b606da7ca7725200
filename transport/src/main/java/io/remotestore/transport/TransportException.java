package io.remotestore.transport;

import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request without an answer, or with one that broke off. */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How far the request came. */
  public enum Reached {
    /**
     * The server saw none of it: there was no connection, no trusted one, or the server refused the
     * client's certificate.
     */
    NOT_SENT,
    /** It was sent, whole or in part, and its effect is unknown. */
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

  /**
   * Classifies the failure: a refused certificate or a malformed reply would be the same on a
   * retry.
   */
  public Failure failure() {
    Kind kind = kind(getCause());
    Failure failure = reached == Reached.NOT_SENT ? Failure.notSent(kind) : Failure.unknown(kind);
    return failure.withDetail(getMessage());
  }

  private static Kind kind(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof MalformedReplyException) {
        return Kind.MALFORMED;
      }
      if (Tls.isRefusal(each)) {
        return Kind.UNTRUSTED;
      }
    }
    return Kind.UNAVAILABLE;
  }
}
