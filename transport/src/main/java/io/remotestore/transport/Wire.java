package io.remotestore.transport;

import java.io.IOException;

/** The bytes of one connection, plain or encrypted. */
interface Wire {

  /** Reads at least one byte; -1 at the end. */
  int read(byte[] target, int offset, int length) throws IOException;

  /** Runs a task whenever bytes arrive during a read, which may need more than arrive at once. */
  default void onArrival(Runnable task) {}

  void write(byte[] source, int offset, int length) throws IOException;

  /** Returns whether the other side closed an idle connection, or sent unexpected bytes. */
  boolean isStale();

  /** Ends it at once, from any thread; waits on it throw. */
  void abort();
}
