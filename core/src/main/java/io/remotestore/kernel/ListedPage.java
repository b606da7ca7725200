package io.remotestore.kernel;

import io.remotestore.RemotePath;
import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Features.ListOrder;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the pages of one listing with the request. A gateway may ignore the prefix, the
 * delimiter or the order of keys. Without this check, the listing would name files that do not
 * exist, and a delete of a folder would delete others.
 */
final class ListedPage {
  private final OperationCall call;
  private final ListRequest request;
  private final String prefix;
  private final boolean ordered;
  private @Nullable String last;

  ListedPage(OperationCall call, ListRequest request) {
    this.call = call;
    this.request = request;
    this.prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
    this.ordered = call.engine().features.listOrder() == ListOrder.KEY;
  }

  /**
   * Returns the page, without an entry that repeats its predecessor.
   *
   * @throws RemoteStoreException if the page does not match the request
   */
  List<Entry> checked(List<Entry> page) {
    List<Entry> kept = page;
    for (int i = 0; i < page.size(); i++) {
      Entry entry = page.get(i);
      requireBelow(entry);
      boolean repeated = ordered && !rises(entry);
      if (repeated && kept == page) {
        kept = new ArrayList<>(page.subList(0, i));
      } else if (!repeated && kept != page) {
        kept.add(entry);
      }
    }
    return kept;
  }

  private void requireBelow(Entry entry) {
    String key = entry.key();
    if (!key.startsWith(prefix)) {
      throw refused("The backend lists '" + key + "', which does not lie below '" + prefix + "'");
    }
    boolean deep =
        request.depth() == Depth.DIRECT
            && key.indexOf('/', prefix.length()) >= 0
            && RemotePath.isNormal(key);
    if (deep) {
      throw refused(
          "The backend lists '" + key + "', which does not lie directly in '" + prefix + "'");
    }
  }

  /** Returns whether an entry comes after its predecessor; false if it is the same again. */
  private boolean rises(Entry entry) {
    String key = Entries.sortKey(entry);
    String before = last;
    last = key;
    int step = before == null ? 1 : KeyOrder.UTF8.compare(key, before);
    if (step < 0) {
      throw refused("The backend lists '" + key + "' after '" + before + "', out of order");
    }
    return step > 0;
  }

  private RemoteStoreException refused(String problem) {
    return new RemoteStoreException(
        call.details(problem)
            .hint("a server that lists other keys, or in another order, needs its own settings")
            .build(),
        null);
  }
}
