package io.remotestore.transport;

import java.io.IOException;

/** The bytes of one connection, as they are or encrypted. */
interface Wire {

  /** Reads at least one byte; -1 at the end. */
  int read(byte[] target, int offset, int length) throws IOException;

  /**
   * Has a task run whenever bytes arrive within one read, which may need more than come at once.
   */
  default void onArrival(Runnable task) {}

  void write(byte[] source, int offset, int length) throws IOException;

  /** Tells whether the other side closed an idle connection, or sent what nobody asked for. */
  boolean isStale();

  /** Ends it at once, from any thread; waits on it end with an exception. */
  void abort();
}
