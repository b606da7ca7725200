package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.Store;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;

/** Goes through what is in a folder, in the order of names where the store has one. */
final class Entries {
  private static final int PAGE = 10_000;

  private Entries() {}

  /** What is done with each entry. */
  interface Action {
    void accept(PathEntry entry) throws IOException;
  }

  /**
   * Goes through the files and folders directly in a folder, or the files at all levels below.
   *
   * @return how many there were
   * @throws NotFoundException if there is no such folder
   */
  static long list(Place folder, Depth depth, Action action) throws IOException {
    Store store = folder.store();
    String key = folder.key();
    long listed = depth == Depth.ALL ? files(store, key, action) : children(store, key, action);
    if (listed == 0 && !store.isFolder(key)) {
      throw missing(folder);
    }
    return listed;
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

  private static long files(Store store, String key, Action action) throws IOException {
    boolean sorted = store.supports(Capability.ORDERED_LIST);
    ListOptions options = sorted ? ListOptions.recursive().withOrdered() : ListOptions.recursive();
    try (Stream<FileInfo> files = store.listFiles(key, options)) {
      return each(files.iterator(), action);
    }
  }

  private static long children(Store store, String key, Action action) throws IOException {
    if (!store.supports(Capability.ORDERED_LIST) || !store.supports(Capability.LIST_FROM_KEY)) {
      try (Stream<PathEntry> children = store.iterChildren(key)) {
        return each(children.iterator(), action);
      }
    }
    long listed = 0;
    ListOptions options = ListOptions.direct().withPageSize(PAGE);
    while (true) {
      Page<PathEntry> page = store.listPage(key, options);
      listed += each(page.items().iterator(), action);
      String next = page.resumeToken();
      if (next == null) {
        return listed;
      }
      options = options.withResumeToken(next);
    }
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
