package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import io.remotestore.spi.KeyOrder;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One folder in key order on a backend without an order of its own, in bounded memory: each pass
 * over the folder keeps the smallest entries behind the last one given, so a folder of a million
 * names takes twenty passes and no more memory than one of fifty thousand: some 20 MB.
 */
final class OrderedFolder extends EntryIterator {
  private static final int KEPT = 50_000;
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entries::sortKey, KeyOrder.UTF8);

  private final Supplier<EntryIterator> pass;
  private final int kept;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private @Nullable String last;
  private boolean complete;

  OrderedFolder(Supplier<EntryIterator> pass, @Nullable String after) {
    this(pass, after, KEPT);
  }

  OrderedFolder(Supplier<EntryIterator> pass, @Nullable String after, int kept) {
    this.pass = pass;
    this.kept = kept;
    this.last = after;
  }

  @Override
  protected @Nullable Entry advance() {
    if (ready.isEmpty() && !complete) {
      select();
    }
    Entry entry = ready.poll();
    if (entry != null) {
      last = Entries.sortKey(entry);
    }
    return entry;
  }

  private void select() {
    PriorityQueue<Entry> largestFirst = new PriorityQueue<>(ORDER.reversed());
    boolean dropped = false;
    try (EntryIterator entries = pass.get()) {
      while (entries.hasNext()) {
        Entry entry = entries.next();
        if (last != null && KeyOrder.UTF8.compare(Entries.sortKey(entry), last) <= 0) {
          continue;
        }
        if (largestFirst.size() < kept) {
          largestFirst.add(entry);
          continue;
        }
        dropped = true;
        if (ORDER.compare(entry, largestFirst.element()) < 0) {
          largestFirst.remove();
          largestFirst.add(entry);
        }
      }
    }
    while (!largestFirst.isEmpty()) {
      ready.push(largestFirst.poll());
    }
    complete = !dropped;
  }

  @Override
  public void close() {
    ready.clear();
    complete = true;
  }
}
