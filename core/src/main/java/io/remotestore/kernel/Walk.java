package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import io.remotestore.spi.KeyOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A depth-first walk, a folder before what is in it; holds one listing open for each level. Where
 * the levels come in key order, so does the walk. Where they come over a network, the folders that
 * are seen to follow are listed ahead, several at a time.
 */
final class Walk extends EntryIterator {
  /** How many entries of a page are looked at for folders to come. */
  private static final int LOOK_AHEAD = 256;

  private final int maxDepth;
  private final @Nullable String after;
  private final Opener opener;
  private final OperationCall call;
  private final Predicate<String> descend;
  private final @Nullable FoldersAhead ahead;
  private final Deque<Level> open = new ArrayDeque<>();
  private boolean descended;

  /** Opens one level, behind a key or from its beginning. */
  interface Opener {
    EntryIterator open(OperationCall call, String folder, @Nullable String after);
  }

  /** One level, and what of it was looked at before its turn. */
  private static final class Level {
    private final EntryIterator entries;
    private final Deque<Entry> seen = new ArrayDeque<>();

    private Level(EntryIterator entries) {
      this.entries = entries;
    }

    private @Nullable Entry next() {
      Entry first = seen.poll();
      if (first != null) {
        return first;
      }
      return entries.hasNext() ? entries.next() : null;
    }
  }

  Walk(
      OperationCall call,
      String folder,
      int maxDepth,
      @Nullable String after,
      Opener opener,
      Predicate<String> descend) {
    this.call = call;
    this.maxDepth = maxDepth;
    this.after = after;
    this.opener = opener;
    this.descend = descend;
    int others = call.engine().options.concurrency() - 1;
    this.ahead =
        call.engine().features.remote() && others > 0
            ? new FoldersAhead(call, opener, others)
            : null;
    // A folder on the way to the key that the walk begins behind comes before that key.
    open.push(new Level(after == null ? opener.open(call, folder, null) : from(folder, after)));
  }

  /** A level from the folder on that {@code key} lies in. */
  private EntryIterator from(String folder, String key) {
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    if (!folder.isEmpty() && !key.startsWith(folder + "/")) {
      return opener.open(call, folder, key);
    }
    int slash = key.indexOf('/', start);
    if (slash < 0) {
      return opener.open(call, folder, key);
    }
    String ancestor = key.substring(0, slash);
    EntryIterator rest = opener.open(call, folder, null);
    return new FilteredEntries(
        rest,
        e ->
            e.key().equals(ancestor)
                ? e.isFolder()
                : KeyOrder.UTF8.compare(Entries.sortKey(e), key) > 0);
  }

  @Override
  protected @Nullable Entry advance() {
    while (!open.isEmpty()) {
      Level top = open.element();
      Entry entry = top.next();
      if (entry == null) {
        open.pop().entries.close();
        continue;
      }
      if (isEntered(entry)) {
        fetchAhead(top);
        boolean onTheWay = after != null && after.startsWith(entry.key() + "/");
        open.push(
            new Level(onTheWay && after != null ? from(entry.key(), after) : level(entry.key())));
      }
      if (after == null || KeyOrder.UTF8.compare(Entries.sortKey(entry), after) > 0) {
        return entry;
      }
    }
    return null;
  }

  private boolean isEntered(Entry entry) {
    return entry.isFolder()
        && Skips.isReachable(entry)
        && open.size() <= maxDepth
        && descend.test(entry.key());
  }

  private EntryIterator level(String folder) {
    return ahead == null ? opener.open(call, folder, null) : ahead.open(folder);
  }

  /**
   * Read-ahead starts with the second folder, so that a caller who takes only the first entry
   * causes one request.
   */
  private void fetchAhead(Level level) {
    if (ahead == null || !descended) {
      descended = true;
      return;
    }
    for (Entry seen : level.seen) {
      if (ahead.hasRoom() && isEntered(seen)) {
        ahead.fetch(seen.key());
      }
    }
    while (ahead.hasRoom() && level.seen.size() < LOOK_AHEAD && level.entries.isReady()) {
      Entry seen = level.entries.hasNext() ? level.entries.next() : null;
      if (seen == null) {
        return;
      }
      level.seen.add(seen);
      if (isEntered(seen)) {
        ahead.fetch(seen.key());
      }
    }
  }

  @Override
  public void close() {
    if (ahead != null) {
      ahead.close();
    }
    while (!open.isEmpty()) {
      open.pop().entries.close();
    }
  }
}
