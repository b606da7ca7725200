package io.remotestore.memory;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import io.remotestore.spi.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a tree. Each page is one moment; what was there from the first page to the last is
 * listed once, whatever others write meanwhile.
 */
final class TreeListing implements Listing {
  private static final int MAX_PAGE = 1000;

  private final Tree tree;
  private final ListRequest request;
  private @Nullable String cursor;

  TreeListing(Tree tree, ListRequest request) {
    this.tree = tree;
    this.request = request;
    String first = request.folder().isEmpty() ? "" : request.folder() + "/";
    String after = request.startAfter();
    this.cursor = after == null || KeyOrder.UTF8.compare(after, first) < 0 ? first : after;
  }

  /** A listing of one page. */
  static Listing of(List<Entry> entries) {
    return new OnePage(entries);
  }

  @Override
  public @Nullable List<Entry> next(Call call) {
    String from = cursor;
    if (from == null) {
      return null;
    }
    int size = Math.min(MAX_PAGE, Math.max(1, request.pageSize()));
    Tree.Slice slice =
        request.depth() == Depth.ALL
            ? tree.files(request.folder(), from, size)
            : tree.children(request.folder(), from, size);
    cursor = slice.next();
    return slice.entries().isEmpty() ? null : slice.entries();
  }

  @Override
  public void close() {}

  private static final class OnePage implements Listing {
    private @Nullable List<Entry> page;

    private OnePage(List<Entry> entries) {
      this.page = entries.isEmpty() ? null : entries;
    }

    @Override
    public @Nullable List<Entry> next(Call call) {
      List<Entry> result = page;
      page = null;
      return result;
    }

    @Override
    public void close() {}
  }
}
