package io.remotestore.spi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Positional reads on one state of a file, by many threads at once. */
public interface ReadHandle extends Closeable {

  /** The file. */
  Entry entry();

  /**
   * Reads some bytes from {@code position} on.
   *
   * @return how many, at least 1; -1 at the end of the file or beyond
   */
  int read(long position, ByteBuffer target, Call call) throws IOException;
}
