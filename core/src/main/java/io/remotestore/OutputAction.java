package io.remotestore;

import java.io.IOException;
import java.io.OutputStream;

/** Produces the bytes of a write. */
@FunctionalInterface
public interface OutputAction {

  /** Writes to {@code out}; returning normally publishes the file, throwing discards it. */
  void writeTo(OutputStream out) throws IOException;
}
