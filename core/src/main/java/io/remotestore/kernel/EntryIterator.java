package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A lazy run of entries that holds something open until it is closed. For one thread. */
abstract class EntryIterator implements AutoCloseable {
  private @Nullable Entry next;
  private boolean ended;

  /** Returns the next entry, or null at the end; not called again after that. */
  protected abstract @Nullable Entry advance();

  final boolean hasNext() {
    if (next == null && !ended) {
      next = advance();
      ended = next == null;
    }
    return next != null;
  }

  /** Returns true if the next entry can be returned without I/O. */
  final boolean isReady() {
    return next != null || (!ended && holdsMore());
  }

  /** Tells whether {@link #advance} returns something without waiting for it. */
  protected boolean holdsMore() {
    return false;
  }

  final Entry next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Entry entry = next;
    next = null;
    return entry;
  }

  @Override
  public abstract void close();
}
