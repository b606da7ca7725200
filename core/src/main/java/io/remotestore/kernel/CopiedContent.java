package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A file of a store as the source of a write, read again where an attempt failed. */
final class CopiedContent implements Content {
  private final long size;
  private final AtomicReference<@Nullable InputStream> first;
  private final Opener opener;
  private final @Nullable StoredDigest stored;

  /** Reads a range of the file, in the state that is copied. */
  interface Opener {
    StoreInputStream open(ByteRange range);
  }

  /**
   * Of the whole file.
   *
   * @param first a read of it that is open already, or null
   * @param stored the checksum of the bytes that are read, or null where it is not known
   */
  CopiedContent(
      long size, @Nullable InputStream first, Opener opener, @Nullable StoredDigest stored) {
    this.size = size;
    this.stored = stored;
    this.first = new AtomicReference<>(first);
    this.opener = opener;
  }

  @Nullable StoredDigest stored() {
    return stored;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    InputStream opened = offset == 0 ? first.getAndSet(null) : null;
    if (opened != null) {
      return opened;
    }
    try {
      return opener.open(offset == 0 ? ByteRange.ALL : ByteRange.from(offset));
    } catch (RemoteStoreException e) {
      throw Failures.io(e);
    }
  }
}
