package io.remotestore.spi;

/** The origin of the write at a key. */
public enum Ownership {
  /** Our own write. */
  OURS,
  /** The write of another process. */
  ANOTHERS,
  /** The key does not exist. */
  ABSENT,
  /** The origin cannot be determined. */
  UNKNOWN
}
