package io.remotestore;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    DELETE,
    /** Sends one part of an upload that {@link Uploads#begin} began. */
    PART
  }

  private final Method method;
  private final Duration validFor;
  private final ContentHeaders headers;
  private final @Nullable Part part;

  private PresignOptions(
      Method method, Duration validFor, ContentHeaders headers, @Nullable Part part) {
    if (validFor.isNegative() || validFor.isZero()) {
      throw new IllegalArgumentException("validFor is not positive: " + validFor);
    }
    this.method = Objects.requireNonNull(method);
    this.validFor = validFor;
    this.headers = headers;
    this.part = part;
  }

  /**
   * Which part of which upload.
   *
   * @param uploadId the upload's id
   * @param number the part's number, from 1 on
   */
  public record Part(String uploadId, int number) {}

  /**
   * Returns options for one method and a time that begins now.
   *
   * @throws IllegalArgumentException if the time is not positive, or the method is {@link
   *     Method#PART}, which {@link #part} is for
   */
  public static PresignOptions of(Method method, Duration validFor) {
    if (method == Method.PART) {
      throw new IllegalArgumentException("a part needs its upload; see PresignOptions.part");
    }
    return new PresignOptions(method, validFor, ContentHeaders.NONE, null);
  }

  /**
   * Returns options for one part of an upload, and a time that begins now. The client that sends
   * the part returns the {@code ETag} of the reply, which {@link Uploads#complete} needs.
   *
   * @param number the part's number, from 1 on; parts go together in this order
   * @throws IllegalArgumentException if the time or the number is not positive
   */
  public static PresignOptions part(Upload upload, int number, Duration validFor) {
    if (number < 1) {
      throw new IllegalArgumentException("the number of a part is less than 1: " + number);
    }
    Part part = new Part(upload.id(), number);
    return new PresignOptions(Method.PART, validFor, ContentHeaders.NONE, part);
  }

  /**
   * Binds a presigned write to those headers.
   *
   * @throws IllegalArgumentException as {@link WriteOptions#withHeaders}
   */
  public PresignOptions withHeaders(ContentHeaders value) {
    return new PresignOptions(method, validFor, value.ascii(), part);
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

  /** The part to send; null for other methods. */
  public @Nullable Part part() {
    return part;
  }

  @Override
  public String toString() {
    return "PresignOptions[" + method + " for " + validFor + "]";
  }
}
