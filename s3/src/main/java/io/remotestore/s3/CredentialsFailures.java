package io.remotestore.s3;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** What it means that there are no credentials: the request that they were for never left. */
final class CredentialsFailures {
  private CredentialsFailures() {}

  /** Asking again changes nothing. */
  static DriverException refused(String problem) {
    return refused(problem, null);
  }

  static DriverException refused(String problem, @Nullable Throwable cause) {
    return new DriverException(Failure.notSent(Kind.PERMISSION_DENIED).withDetail(problem), cause);
  }

  /** Asking again later may help. */
  static DriverException unavailable(String problem, @Nullable Throwable cause) {
    return new DriverException(Failure.notSent(Kind.UNAVAILABLE).withDetail(problem), cause);
  }

  /** Says what an exception of a source or provider means. */
  static DriverException of(Exception cause) {
    if (cause instanceof DriverException typed) {
      return typed;
    }
    String text = "no credentials: " + reason(cause);
    boolean passing =
        cause instanceof TransportException || cause.getCause() instanceof TransportException;
    return passing ? unavailable(text, cause) : refused(text, cause);
  }

  /** The message of an exception, or its name where it has none. */
  static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  /** Returns what a caller throws who did not ask itself: one exception for each. */
  static DriverException again(DriverException told) {
    return new DriverException(told.failure(), told);
  }
}
