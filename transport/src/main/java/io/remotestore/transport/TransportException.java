package io.remotestore.transport;

import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
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

  /** What it means: a certificate that is refused, or a malformed reply, is so the next time. */
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
