package io.remotestore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * Random access to one state of a file: if the file changes, reads fail with {@link
 * ContentChangedException} rather than mix two states, as far as the backend lets us see it.
 *
 * <p>Positional reads may be called by many threads at once. Errors are {@link IOException}s whose
 * cause is the typed {@link RemoteStoreException}.
 */
public interface StoreReader extends AutoCloseable {

  /** What the backend said of the file when it was opened. */
  FileInfo info();

  /** The size in bytes. */
  long size();

  /**
   * Fills {@code target} from {@code position} on, as far as the file goes.
   *
   * @return the number of bytes read: fewer than asked only at the end of the file, -1 beyond it
   */
  int read(long position, ByteBuffer target) throws IOException;

  /**
   * Returns the bytes of {@code range}, clipped to the file.
   *
   * @throws IOException with a {@link RangeNotSatisfiableException} as cause if the range begins
   *     beyond the end of the file
   * @throws IllegalArgumentException if they do not fit into an array
   */
  byte[] read(ByteRange range) throws IOException;

  /**
   * Returns the bytes of each range, in the order of the ranges. Ranges that lie near each other
   * are fetched together, and fetches run in parallel; overlapping ones and repetitions are fine.
   * Each buffer has memory of its own.
   *
   * @throws IOException with a {@link RangeNotSatisfiableException} as cause if a range begins
   *     beyond the end of the file
   */
  List<ByteBuffer> readVectored(List<ByteRange> ranges) throws IOException;

  /** Returns a read-only channel at position 0. Closing it does not close this reader. */
  SeekableByteChannel channel();

  /**
   * Returns the bytes from {@code offset} on. Closing the stream does not close this reader.
   *
   * @throws RangeNotSatisfiableException if {@code offset} lies beyond the end of the file
   */
  StoreInputStream stream(long offset);

  /** Gives the file back. Close the streams got from it first; closing twice is fine. */
  @Override
  void close();
}
