package io.remotestore.spi;

/** Whose write stands at a key. */
public enum Ownership {
  /** Ours. */
  OURS,
  /** Somebody else's. */
  ANOTHERS,
  /** Nothing is there. */
  ABSENT,
  /** There is no telling. */
  UNKNOWN
}
