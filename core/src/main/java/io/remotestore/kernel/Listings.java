package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Features.ListOrder;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Listings of files and folders: how deep, in which order, from where on. */
final class Listings {
  private final Engine engine;

  Listings(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, ListOptions options) {
    Gates.require(call, Capability.LIST);
    Gates.requireIf(options.ordered(), call, Capability.ORDERED_LIST);
    Gates.requireIf(options.startAfter() != null, call, Capability.LIST_FROM_KEY);
    Gates.requireIf(options.resumeToken() != null, call, Capability.LIST_FROM_KEY);
  }

  /** Files below a folder, down to the depth of the options. */
  EntryIterator files(OperationCall call, String folder, ListOptions options) {
    return files(call, folder, options, new Skips(call, options));
  }

  private EntryIterator files(OperationCall call, String folder, ListOptions options, Skips skips) {
    return filtered(walk(call, folder, options, Listings::anywhere), options, skips, Entry::isFile);
  }

  /** Folders below a folder, down to the depth of the options. */
  EntryIterator folders(OperationCall call, String folder, ListOptions options) {
    return filtered(
        level(call, folder, options, Listings::anywhere),
        options,
        new Skips(call, options),
        Entry::isFolder);
  }

  /** Files and folders directly in a folder. */
  EntryIterator children(OperationCall call, String folder, ListOptions options) {
    return children(call, folder, options, new Skips(call, options));
  }

  private EntryIterator children(
      OperationCall call, String folder, ListOptions options, Skips skips) {
    return filtered(
        oneLevel(call, folder, options.ordered(), start(call, options)), options, skips, e -> true);
  }

  /** Files that match a glob. */
  EntryIterator glob(OperationCall call, Glob glob) {
    Scope scope = call.walls();
    String base = scope.join(glob.base());
    ListOptions options = ListOptions.maxDepth(glob.maxDepth());
    EntryIterator walk = walk(call, base, options, folder -> glob.matchesBelow(scope.path(folder)));
    Skips skips = new Skips(call, options);
    return new FilteredEntries(
        walk, e -> !skips.test(e) && e.isFile() && glob.matches(scope.path(e.key())));
  }

  private static boolean anywhere(String folder) {
    return true;
  }

  /** One listing over all levels where the driver has it and it is all wanted, else a walk. */
  private EntryIterator walk(
      OperationCall call, String folder, ListOptions options, Predicate<String> descend) {
    if (options.isRecursive() && engine.features.recursiveList()) {
      return all(call, folder, options.ordered(), start(call, options));
    }
    return level(call, folder, options, descend);
  }

  private EntryIterator level(
      OperationCall call, String folder, ListOptions options, Predicate<String> descend) {
    String after = start(call, options);
    if (options.maxDepth() == 0) {
      return oneLevel(call, folder, options.ordered(), after);
    }
    return new Walk(
        call,
        folder,
        options.maxDepth(),
        after,
        (own, f, from) -> oneLevel(own, f, options.ordered(), from),
        descend);
  }

  private EntryIterator oneLevel(
      OperationCall call, String folder, boolean ordered, @Nullable String after) {
    if (ordered && engine.features.listOrder() != ListOrder.KEY) {
      return new OrderedFolder(() -> driverEntries(call, folder, Depth.DIRECT, null), after);
    }
    return behind(driverEntries(call, folder, Depth.DIRECT, after), after);
  }

  private EntryIterator all(
      OperationCall call, String folder, boolean ordered, @Nullable String after) {
    if (ordered && engine.features.listOrder() != ListOrder.KEY) {
      return level(call, folder, ListOptions.recursive().withOrdered(), Listings::anywhere);
    }
    return behind(driverEntries(call, folder, Depth.ALL, after), after);
  }

  private EntryIterator driverEntries(
      OperationCall call, String folder, Depth depth, @Nullable String after) {
    String from = engine.features.listFromKey() ? after : null;
    return new DriverEntries(
        call, new ListRequest(folder, depth, from, ListOptions.direct().pageSize()));
  }

  private static EntryIterator behind(EntryIterator entries, @Nullable String after) {
    if (after == null) {
      return entries;
    }
    return new FilteredEntries(entries, e -> KeyOrder.UTF8.compare(Entries.sortKey(e), after) > 0);
  }

  private static EntryIterator filtered(
      EntryIterator entries, ListOptions options, Skips skips, Predicate<Entry> kind) {
    if (options.pattern() == null) {
      return new FilteredEntries(entries, e -> !skips.test(e) && kind.test(e));
    }
    NamePattern pattern = NamePattern.of(options.pattern());
    return new FilteredEntries(
        entries, e -> !skips.test(e) && kind.test(e) && pattern.matches(name(e)));
  }

  private static String name(Entry entry) {
    return entry.key().substring(entry.key().lastIndexOf('/') + 1);
  }

  /** Where a listing begins: behind a key, or where a page ended. */
  private static @Nullable String start(OperationCall call, ListOptions options) {
    if (options.resumeToken() != null) {
      return call.walls().join(PageToken.key(call, options.resumeToken()));
    }
    return options.startAfter() == null ? null : call.walls().join(options.startAfter());
  }

  // ---------------------------------------------------------------- for callers

  Stream<FileInfo> infos(OperationCall call, EntryIterator entries) {
    Scope scope = call.walls();
    return stream(call, entries, e -> Entries.info(scope, e));
  }

  Stream<FolderEntry> folderEntries(OperationCall call, EntryIterator entries) {
    Scope scope = call.walls();
    return stream(call, entries, e -> FolderEntry.of(scope.path(e.key())));
  }

  Stream<PathEntry> pathEntries(OperationCall call, EntryIterator entries) {
    Scope scope = call.walls();
    return stream(call, entries, e -> Entries.child(scope, e));
  }

  Page<PathEntry> page(OperationCall call, String folder, ListOptions options) {
    ListOptions ordered = options.withOrdered();
    Skips skips = new Skips(call, options);
    EntryIterator entries =
        options.maxDepth() == 0
            ? children(call, folder, ordered, skips)
            : files(call, folder, ordered, skips);
    try (entries) {
      List<PathEntry> items = new ArrayList<>();
      Entry last = null;
      while (items.size() < options.pageSize() && entries.hasNext()) {
        last = entries.next();
        items.add(Entries.child(call.walls(), last));
      }
      boolean more = last != null && entries.hasNext();
      return Page.of(items, more && last != null ? PageToken.of(call, end(last, skips)) : null);
    }
  }

  /** Entries skipped behind the last entry were reported already: the next page begins after it. */
  private static Entry end(Entry last, Skips skips) {
    Entry skipped = skips.last();
    boolean later =
        skipped != null
            && KeyOrder.UTF8.compare(Entries.sortKey(skipped), Entries.sortKey(last)) > 0;
    return later && skipped != null ? skipped : last;
  }

  private <T> Stream<T> stream(
      OperationCall call, EntryIterator entries, Function<Entry, T> mapping) {
    Leaks.Watch watch = engine.leaks.watch(entries, call);
    ListingEnd end = new ListingEnd(call, entries, watch);
    Spliterator<T> spliterator =
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.DISTINCT) {
          @Override
          public boolean tryAdvance(Consumer<? super T> action) {
            Entry entry = end.next();
            if (entry == null) {
              return false;
            }
            action.accept(mapping.apply(entry));
            return true;
          }
        };
    return StreamSupport.stream(spliterator, false).onClose(end::close);
  }

  /** The end of a listing, told once: by the caller's close, after the last entry or a failure. */
  private static final class ListingEnd {
    private final OperationCall call;
    private final EntryIterator entries;
    private final Leaks.@Nullable Watch watch;
    private @Nullable RemoteStoreException failed;
    private boolean closed;

    private ListingEnd(OperationCall call, EntryIterator entries, Leaks.@Nullable Watch watch) {
      this.call = call;
      this.entries = entries;
      this.watch = watch;
    }

    private @Nullable Entry next() {
      if (closed) {
        return null;
      }
      try {
        if (entries.hasNext()) {
          return entries.next();
        }
      } catch (RemoteStoreException e) {
        failed = e;
        close();
        throw e;
      }
      close();
      return null;
    }

    private void close() {
      if (closed) {
        return;
      }
      closed = true;
      if (watch != null) {
        watch.closed();
      }
      try {
        entries.close();
      } finally {
        call.finished(failed);
      }
    }
  }
}
