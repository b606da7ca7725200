package io.remotestore.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The listings of folders that a walk will come to, their first pages fetched several at a time.
 * For one thread.
 */
final class FoldersAhead implements AutoCloseable {
  private final OperationCall call;
  private final Walk.Opener opener;
  private final int most;
  private final Map<String, Ahead<EntryIterator>> coming = new LinkedHashMap<>();

  FoldersAhead(OperationCall call, Walk.Opener opener, int most) {
    this.call = call;
    this.opener = opener;
    this.most = most;
  }

  boolean hasRoom() {
    return coming.size() < most;
  }

  /** Begins to list a folder, where it is not begun already. */
  void fetch(String folder) {
    coming.computeIfAbsent(folder, key -> Ahead.start(call, own -> begin(own, key)));
  }

  private EntryIterator begin(OperationCall own, String folder) {
    EntryIterator entries = opener.open(own, folder, null);
    try {
      boolean unused = entries.hasNext();
      return entries;
    } catch (RuntimeException | Error e) {
      entries.close();
      throw e;
    }
  }

  /** Returns the listing of a folder from its beginning, begun or not. */
  EntryIterator open(String folder) {
    Ahead<EntryIterator> begun = coming.remove(folder);
    if (begun == null) {
      return opener.open(call, folder, null);
    }
    try {
      return begun.await();
    } catch (RuntimeException e) {
      close(begun);
      throw e;
    }
  }

  private static void close(Ahead<EntryIterator> begun) {
    EntryIterator entries = begun.cancel();
    if (entries != null) {
      entries.close();
    }
  }

  @Override
  public void close() {
    coming.values().forEach(FoldersAhead::close);
    coming.clear();
  }
}
