package io.remotestore;

import java.io.InputStream;

/**
 * The bytes of a file, or of a part of it, fetched as they are read.
 *
 * <p>Read errors are {@link java.io.IOException}s whose cause is the typed {@link
 * RemoteStoreException}. A stream is for one thread; close it.
 */
public abstract class StoreInputStream extends InputStream {

  /** For those who write a store of their own. */
  protected StoreInputStream() {}

  /** What the backend said of the whole file when it was opened. Costs no request. */
  public abstract FileInfo info();

  /** The first byte of this stream, counted from the beginning of the file. */
  public abstract long startOffset();

  /** How many bytes this stream holds in all, or {@link FileInfo#UNKNOWN_SIZE}. */
  public abstract long length();
}
