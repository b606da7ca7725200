package io.remotestore;

import io.remotestore.spi.PrintableText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an exception beside its type. Holds no secret. All text but the path is escaped
 * here by {@link PrintableText}, whatever its source; {@link #toString} holds the path.
 */
public final class ErrorDetails {
  private final String problem;
  private final @Nullable Operation operation;
  private final @Nullable String store;
  private final @Nullable String path;
  private final @Nullable String backend;
  private final @Nullable String requestId;
  private final @Nullable String nativeCode;
  private final @Nullable String hint;
  private final boolean retryHelps;
  private final @Nullable Duration retryAfter;

  private ErrorDetails(Builder builder) {
    this.problem = builder.problem;
    this.operation = builder.operation;
    this.store = builder.store;
    this.path = builder.path;
    this.backend = builder.backend;
    this.requestId = builder.requestId;
    this.nativeCode = builder.nativeCode;
    this.hint = builder.hint;
    this.retryHelps = builder.retryHelps;
    this.retryAfter = builder.retryAfter;
  }

  /** Returns a builder that says what went wrong, in one sentence without a full stop. */
  public static Builder of(String problem) {
    if (problem.isBlank()) {
      throw new IllegalArgumentException("an error is never blank");
    }
    return new Builder(PrintableText.of(problem));
  }

  /** The same, for what takes several lines. */
  static Builder ofLines(String problem) {
    List<String> lines = problem.lines().map(PrintableText::of).toList();
    return new Builder(String.join("\n", lines));
  }

  String problem() {
    return problem;
  }

  @Nullable Operation operation() {
    return operation;
  }

  @Nullable String store() {
    return store;
  }

  @Nullable String path() {
    return path;
  }

  @Nullable String backend() {
    return backend;
  }

  @Nullable String requestId() {
    return requestId;
  }

  @Nullable String nativeCode() {
    return nativeCode;
  }

  @Nullable String hint() {
    return hint;
  }

  boolean retryHelps() {
    return retryHelps;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The problem, the hint, then every value that is set, joined by {@code | }. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(problem);
    if (hint != null) {
      out.append("; ").append(hint);
    }
    add(out, "operation", operation);
    add(out, "store", store);
    add(out, "path", path == null ? null : "'" + PrintableText.of(path) + "'");
    add(out, "backend", backend);
    add(out, "code", nativeCode);
    add(out, "request", requestId);
    if (retryHelps) {
      add(
          out,
          "retry",
          retryAfter == null ? "may help" : "may help after " + retryAfter.toMillis() + " ms");
    }
    return out.toString();
  }

  private static void add(StringBuilder out, String name, @Nullable Object value) {
    if (value != null) {
      out.append(" | ").append(name).append('=').append(value);
    }
  }

  /** Collects the details of an exception. */
  public static final class Builder {
    private final String problem;
    private @Nullable Operation operation;
    private @Nullable String store;
    private @Nullable String path;
    private @Nullable String backend;
    private @Nullable String requestId;
    private @Nullable String nativeCode;
    private @Nullable String hint;
    private boolean retryHelps;
    private @Nullable Duration retryAfter;

    private Builder(String problem) {
      this.problem = problem;
    }

    /** Sets what the caller asked for. */
    public Builder operation(@Nullable Operation value) {
      this.operation = value;
      return this;
    }

    /** Sets the store's name. */
    public Builder store(@Nullable String value) {
      this.store = PrintableText.orNull(value);
      return this;
    }

    /** Sets the path, relative to the store. */
    public Builder path(@Nullable String value) {
      this.path = value;
      return this;
    }

    /** Sets the backend's type. */
    public Builder backend(@Nullable String value) {
      this.backend = PrintableText.orNull(value);
      return this;
    }

    /** Sets the id that the server gave the request. */
    public Builder requestId(@Nullable String value) {
      this.requestId = PrintableText.orNull(value);
      return this;
    }

    /** Sets the backend's own code for the error. */
    public Builder nativeCode(@Nullable String value) {
      this.nativeCode = PrintableText.orNull(value);
      return this;
    }

    /** Sets what the caller can do next. */
    public Builder hint(@Nullable String value) {
      this.hint = PrintableText.orNull(value);
      return this;
    }

    /**
     * Says that the same call may succeed later; after {@code wait} at the earliest if not null.
     */
    public Builder retryHelps(@Nullable Duration wait) {
      this.retryHelps = true;
      this.retryAfter = wait;
      return this;
    }

    /** Returns the details. */
    public ErrorDetails build() {
      return new ErrorDetails(this);
    }
  }
}
