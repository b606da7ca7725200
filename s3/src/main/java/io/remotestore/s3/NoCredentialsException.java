package io.remotestore.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source of credentials is not configured; the message names the missing setting. */
final class NoCredentialsException extends IOException {
  private static final long serialVersionUID = 1L;

  NoCredentialsException(String missing) {
    this(missing, null);
  }

  NoCredentialsException(String missing, @Nullable Throwable cause) {
    super(missing, cause);
  }
}
