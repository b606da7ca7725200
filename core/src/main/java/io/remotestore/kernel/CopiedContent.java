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

  /** Reads a range of the file, in the state that is copied. */
  interface Opener {
    StoreInputStream open(ByteRange range);
  }

  /** Of the whole file; {@code first} is a read of it that is open already, or null. */
  CopiedContent(long size, @Nullable InputStream first, Opener opener) {
    this.size = size;
    this.first = new AtomicReference<>(first);
    this.opener = opener;
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
