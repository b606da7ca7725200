package io.remotestore.s3;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** Failures for missing credentials: the request that needed them was never sent. */
final class CredentialsFailures {
  private CredentialsFailures() {}

  /** Returns a failure that a retry does not help. */
  static DriverException refused(String problem) {
    return refused(problem, null);
  }

  static DriverException refused(String problem, @Nullable Throwable cause) {
    return new DriverException(Failure.notSent(Kind.PERMISSION_DENIED).withDetail(problem), cause);
  }

  /** Returns a failure that a later retry may help. */
  static DriverException unavailable(String problem, @Nullable Throwable cause) {
    return new DriverException(Failure.notSent(Kind.UNAVAILABLE).withDetail(problem), cause);
  }

  /** Classifies an exception of a source or provider. */
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

  /** Returns the exception for a caller that waited for another one: one exception for each. */
  static DriverException again(DriverException told) {
    return new DriverException(told.failure(), told);
  }
}
