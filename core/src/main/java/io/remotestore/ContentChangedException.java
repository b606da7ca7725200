package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The file changed while it was being read; what was read so far belongs to its earlier state. */
public final class ContentChangedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of these details. */
  public ContentChangedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
