package io.remotestore.s3;

import io.remotestore.spi.Failure;
import io.remotestore.spi.PrintableText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A reply of the server that says no. */
final class S3Exception extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String code;
  private final @Nullable String region;
  private final transient Failure failure;

  S3Exception(
      int status, @Nullable String code, @Nullable String region, String message, Failure failure) {
    super(PrintableText.of(message)); // stack traces print it
    this.region = region;
    this.status = status;
    this.code = code;
    this.failure = failure;
  }

  int status() {
    return status;
  }

  /** The code of the error, such as {@code NoSuchKey}; null where there was none. */
  @Nullable String code() {
    return code;
  }

  /** The region that the bucket is in, where the reply says it. */
  @Nullable String region() {
    return region;
  }

  Failure failure() {
    return failure;
  }
}
