package io.remotestore.spi;

/** What a delete found. */
public enum DeleteReply {
  /** It was there and is gone. */
  DELETED,
  /** It was not there. */
  MISSING,
  /** It is gone, and the backend does not say whether it was there. */
  GONE
}
