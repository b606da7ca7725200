package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries of another run that pass a test. */
final class FilteredEntries extends EntryIterator {
  private final EntryIterator entries;
  private final Predicate<Entry> test;

  FilteredEntries(EntryIterator entries, Predicate<Entry> test) {
    this.entries = entries;
    this.test = test;
  }

  @Override
  protected @Nullable Entry advance() {
    while (entries.hasNext()) {
      Entry entry = entries.next();
      if (test.test(entry)) {
        return entry;
      }
    }
    return null;
  }

  /** The filter may reject the available entries, and then the caller waits once. */
  @Override
  protected boolean holdsMore() {
    return entries.isReady();
  }

  @Override
  public void close() {
    entries.close();
  }
}
