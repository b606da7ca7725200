package io.remotestore.s3;

import io.remotestore.spi.Failure;
import io.remotestore.spi.PrintableText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An error reply of the server. */
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

  /** The code of the error, such as {@code NoSuchKey}; null if there was none. */
  @Nullable String code() {
    return code;
  }

  /** The region of the bucket; null if the reply does not name it. */
  @Nullable String region() {
    return region;
  }

  Failure failure() {
    return failure;
  }
}
