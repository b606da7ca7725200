package io.remotestore.examples.lake;

/** What publishing a file came to. */
enum Outcome {
  /** There was none. */
  WRITTEN,
  /** There was another one. */
  REPLACED,
  /** The very same was there. */
  UNCHANGED
}
