package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.PathEntry;
import io.remotestore.SkippedEntry;
import io.remotestore.Store;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes through what is in a folder, in the order of names where the store has one. */
final class Entries {
  private Entries() {}

  /** What is done with each entry. */
  interface Action {
    void accept(PathEntry entry) throws IOException;
  }

  /**
   * Goes through the files and folders directly in a folder, or the files at all levels below.
   *
   * @param skipped receives the entries that no path leads to
   * @return how many there were
   * @throws NotFoundException if there is no such folder
   */
  static long list(Place folder, Depth depth, Consumer<SkippedEntry> skipped, Action action)
      throws IOException {
    if (depth == Depth.ALL) {
      return files(folder, null, skipped, action);
    }
    long listed = children(folder.store(), folder.key(), skipped, action);
    if (listed == 0) {
      requireFolder(folder);
    }
    return listed;
  }

  /** Goes through the files at all levels below a folder, of all names or those like a pattern. */
  static long files(
      Place folder, @Nullable String pattern, Consumer<SkippedEntry> skipped, Action action)
      throws IOException {
    Store store = folder.store();
    boolean[] any = {false};
    ListOptions options =
        inOrder(
            store,
            ListOptions.recursive()
                .withSkippedListener(
                    entry -> {
                      any[0] = true;
                      skipped.accept(entry);
                    }));
    if (pattern != null) {
      options = options.withPattern(pattern);
    }
    try (Stream<FileInfo> files = store.listFiles(folder.key(), options)) {
      long listed = each(files.iterator(), action);
      if (listed == 0 && !any[0]) {
        requireFolder(folder);
      }
      return listed;
    }
  }

  private static void requireFolder(Place place) {
    if (place.isRoot()) {
      place.store().ping(); // a root is a folder always, and empty where there is no such bucket
    } else if (!place.store().isFolder(place.key())) {
      throw missing(place);
    }
  }

  /** How deep to go. */
  enum Depth {
    ONE,
    ALL
  }

  static NotFoundException missing(Place place) {
    return new NotFoundException(
        place.error("Nothing is there").operation(Operation.LIST).build(), null);
  }

  private static long children(
      Store store, String key, Consumer<SkippedEntry> skipped, Action action) throws IOException {
    ListOptions options = inOrder(store, ListOptions.direct().withSkippedListener(skipped));
    try (Stream<PathEntry> children = store.iterChildren(key, options)) {
      return each(children.iterator(), action);
    }
  }

  private static ListOptions inOrder(Store store, ListOptions options) {
    return store.supports(Capability.ORDERED_LIST) ? options.withOrdered() : options;
  }

  private static long each(Iterator<? extends PathEntry> entries, Action action)
      throws IOException {
    long count = 0;
    while (entries.hasNext()) {
      action.accept(entries.next());
      count++;
    }
    return count;
  }
}
