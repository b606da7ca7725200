package io.remotestore.spi;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an exception of a primitive. The kernel turns it into an exception, a retry or a
 * look. Text of a server is escaped here by {@link PrintableText}.
 */
public final class Failure {

  /** What went wrong. */
  public enum Kind {
    /** The target, the source or the container is missing. */
    NOT_FOUND(false),
    /** The target exists and must not. */
    ALREADY_EXISTS(false),
    /** The target is not in the state that a condition named. */
    PRECONDITION_FAILED(false),
    /** The file is in the state that a condition excluded. */
    NOT_MODIFIED(false),
    /** Not allowed. */
    PERMISSION_DENIED(false),
    /** The backend does not take this key, or it leads outside. */
    INVALID_PATH(false),
    /** A folder is where a file is needed. */
    IS_FOLDER(false),
    /** A file is where a folder is needed: at the key itself or above it. */
    NOT_A_FOLDER(false),
    /** A folder holds something. */
    NOT_EMPTY(false),
    /** Another process holds a lock. */
    LOCKED(false),
    /** No room. */
    STORAGE_FULL(false),
    /** The range begins beyond the end. */
    RANGE(false),
    /** The file changed under a reader. */
    CONTENT_CHANGED(false),
    /** The received bytes differ from the expected bytes. */
    DIGEST_MISMATCH(false),
    /** This server, file system or pair of keys cannot do it; another way may. */
    UNSUPPORTED(false),
    /** The backend asks for less. */
    THROTTLED(true),
    /** Not reachable, broken off, timed out, or an error of the server's own. */
    UNAVAILABLE(true),
    /** One side refuses the certificate, or the protocol version, of the other. */
    UNTRUSTED(false),
    /** The reply breaks the rules of the protocol. */
    MALFORMED(false),
    /** The wait was ended by an interrupt. */
    INTERRUPTED(false),
    /** The driver was closed. */
    CLOSED(false),
    /** None of these kinds. */
    OTHER(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Tells whether the same request may succeed later. */
    public boolean passing() {
      return passing;
    }
  }

  /** What became of a change. */
  public enum Effect {
    /** The request did not leave. */
    NOT_SENT,
    /** The backend answered that it did nothing. */
    REJECTED,
    /** The request left and the answer did not arrive, or did not say. */
    UNKNOWN
  }

  private final Kind kind;
  private final Effect effect;
  private final @Nullable Duration retryAfter;
  private final @Nullable String nativeCode;
  private final @Nullable String requestId;
  private final @Nullable String detail;
  private final boolean container;

  private Failure(
      Kind kind,
      Effect effect,
      @Nullable Duration retryAfter,
      @Nullable String nativeCode,
      @Nullable String requestId,
      @Nullable String detail,
      boolean container) {
    this.kind = Objects.requireNonNull(kind);
    this.effect = Objects.requireNonNull(effect);
    this.retryAfter = retryAfter;
    this.nativeCode = nativeCode;
    this.requestId = requestId;
    this.detail = detail;
    this.container = container;
  }

  /** Returns a failure that certainly changed nothing. */
  public static Failure rejected(Kind kind) {
    return new Failure(kind, Effect.REJECTED, null, null, null, null, false);
  }

  /** Returns a failure of a request that did not leave. */
  public static Failure notSent(Kind kind) {
    return new Failure(kind, Effect.NOT_SENT, null, null, null, null, false);
  }

  /** Returns a failure that may have changed what was asked for. */
  public static Failure unknown(Kind kind) {
    return new Failure(kind, Effect.UNKNOWN, null, null, null, null, false);
  }

  /** Says how long the server asked to wait. */
  public Failure withRetryAfter(Duration value) {
    return new Failure(kind, effect, value, nativeCode, requestId, detail, container);
  }

  /** Says the backend's own code. */
  public Failure withNativeCode(String value) {
    return new Failure(
        kind, effect, retryAfter, PrintableText.of(value), requestId, detail, container);
  }

  /** Says the id that the server gave the request. */
  public Failure withRequestId(String value) {
    return new Failure(
        kind, effect, retryAfter, nativeCode, PrintableText.of(value), detail, container);
  }

  /** Says more for a person: no secret, no path. */
  public Failure withDetail(@Nullable String value) {
    return new Failure(
        kind, effect, retryAfter, nativeCode, requestId, PrintableText.orNull(value), container);
  }

  /**
   * Returns this failure with the mark that the container of all files, such as a bucket, is
   * missing.
   */
  public Failure ofContainer() {
    return new Failure(kind, effect, retryAfter, nativeCode, requestId, detail, true);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The effect on the change. */
  public Effect effect() {
    return effect;
  }

  /** How long the server asked to wait. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The backend's own code. */
  public @Nullable String nativeCode() {
    return nativeCode;
  }

  /** The id that the server gave the request. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** More text for people. */
  public @Nullable String detail() {
    return detail;
  }

  /** Whether the container of all files, such as a bucket, is missing. */
  public boolean lacksContainer() {
    return container;
  }

  @Override
  public String toString() {
    return "Failure[" + kind + ", " + effect + (nativeCode == null ? "" : ", " + nativeCode) + "]";
  }
}
