package io.remotestore;

import java.time.Duration;
import java.util.Objects;

/** What a presigned request may do, and for how long. */
public final class PresignOptions {

  /** What a presigned request does. */
  public enum Method {
    /** Fetches the file. */
    READ,
    /** Looks at the file. */
    HEAD,
    /** Writes the file. */
    WRITE,
    /** Deletes the file. */
    DELETE
  }

  private final Method method;
  private final Duration validFor;
  private final ContentHeaders headers;

  private PresignOptions(Method method, Duration validFor, ContentHeaders headers) {
    this.method = method;
    this.validFor = validFor;
    this.headers = headers;
  }

  /**
   * Returns options for one method and a time that begins now.
   *
   * @throws IllegalArgumentException if the time is not positive
   */
  public static PresignOptions of(Method method, Duration validFor) {
    if (validFor.isNegative() || validFor.isZero()) {
      throw new IllegalArgumentException("validFor is not positive: " + validFor);
    }
    return new PresignOptions(Objects.requireNonNull(method), validFor, ContentHeaders.NONE);
  }

  /**
   * Binds a presigned write to those headers.
   *
   * @throws IllegalArgumentException as {@link WriteOptions#withHeaders}
   */
  public PresignOptions withHeaders(ContentHeaders value) {
    return new PresignOptions(method, validFor, value.ascii());
  }

  /** What the request does. */
  public Method method() {
    return method;
  }

  /** How long it is valid. */
  public Duration validFor() {
    return validFor;
  }

  /** The headers that a write is bound to. */
  public ContentHeaders headers() {
    return headers;
  }

  @Override
  public String toString() {
    return "PresignOptions[" + method + " for " + validFor + "]";
  }
}
