package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import io.remotestore.spi.KeyOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A depth-first walk, a folder before what is in it; holds one listing open for each level. Where
 * the levels come in key order, so does the walk.
 */
final class Walk extends EntryIterator {
  private final int maxDepth;
  private final @Nullable String after;
  private final BiFunction<String, @Nullable String, EntryIterator> level;
  private final Predicate<String> descend;
  private final Deque<EntryIterator> open = new ArrayDeque<>();

  Walk(
      String folder,
      int maxDepth,
      @Nullable String after,
      BiFunction<String, @Nullable String, EntryIterator> level,
      Predicate<String> descend) {
    this.maxDepth = maxDepth;
    this.after = after;
    this.level = level;
    this.descend = descend;
    // A folder on the way to the key that the walk begins behind comes before that key.
    open.push(after == null ? level.apply(folder, null) : from(folder, after));
  }

  /** A level from the folder on that {@code key} lies in. */
  private EntryIterator from(String folder, String key) {
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    if (!folder.isEmpty() && !key.startsWith(folder + "/")) {
      return level.apply(folder, key);
    }
    int slash = key.indexOf('/', start);
    if (slash < 0) {
      return level.apply(folder, key);
    }
    String ancestor = key.substring(0, slash);
    EntryIterator rest = level.apply(folder, null);
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
      EntryIterator top = open.element();
      if (!top.hasNext()) {
        open.pop().close();
        continue;
      }
      Entry entry = top.next();
      if (entry.isFolder() && open.size() <= maxDepth && descend.test(entry.key())) {
        boolean onTheWay = after != null && after.startsWith(entry.key() + "/");
        open.push(
            onTheWay && after != null ? from(entry.key(), after) : level.apply(entry.key(), null));
      }
      if (after == null || KeyOrder.UTF8.compare(Entries.sortKey(entry), after) > 0) {
        return entry;
      }
    }
    return null;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
