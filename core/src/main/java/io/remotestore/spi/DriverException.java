package io.remotestore.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exception of a driver that knows its meaning; the kernel does not ask {@link Driver#classify}.
 */
public final class DriverException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Makes an exception that means {@code failure}. */
  public DriverException(Failure failure, @Nullable Throwable cause) {
    super(failure.detail() == null ? failure.toString() : failure.detail(), cause);
    this.failure = failure;
  }

  /** Makes an exception that means {@code failure}. */
  public DriverException(Failure failure) {
    this(failure, null);
  }

  /** What it means. */
  public Failure failure() {
    return failure;
  }
}
