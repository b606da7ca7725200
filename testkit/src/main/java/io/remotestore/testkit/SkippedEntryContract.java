package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.OperationEvent;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.RemoteStoreException;
import io.remotestore.SkippedEntry;
import io.remotestore.SkippedEntry.Reason;
import io.remotestore.Store;
import io.remotestore.StoreListener;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Entry;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import io.remotestore.spi.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Entries of a driver that no path leads to are reported, and never returned as a file. A driver
 * that adds such entries to the listings of the backend shows that the kernel keeps the rule.
 */
public abstract class SkippedEntryContract extends StoreContract {
  private static final List<SkippedEntry> SKIPPED =
      List.of(
          SkippedEntry.file("d/back\\slash", Reason.NOT_A_PATH),
          SkippedEntry.folder("d/p\\q", Reason.NOT_A_PATH),
          SkippedEntry.file("d/caf%E9", Reason.NOT_TEXT),
          SkippedEntry.file("d/pipe", Reason.NOT_A_FILE));

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(e -> e.isFolder() ? e.key() + "/" : e.key(), KeyOrder.UTF8);

  private static List<Entry> hostile(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return List.of(
        Entry.file(prefix + "back\\slash").size(3).build(),
        Entry.folder(prefix + "p\\q"),
        Entry.notText(prefix + "caf%E9"),
        Entry.other(prefix + "pipe"));
  }

  /** Adds entries to the first page of the listings of one folder. */
  private static final class AddingDriver extends ForwardingDriver {
    private final String root;
    private final String folder;
    private final Function<ListRequest, List<Entry>> added;

    private AddingDriver(
        Driver delegate, String root, String folder, Function<ListRequest, List<Entry>> added) {
      super(delegate);
      this.root = root;
      this.folder = folder;
      this.added = added;
    }

    @Override
    public Listing list(ListRequest request, Call call) throws Exception {
      Listing listing = super.list(request, call);
      boolean holdsIt =
          request.folder().equals(folder)
              || (request.folder().equals(root) && request.depth() == Depth.ALL);
      return holdsIt ? new AddingListing(listing, added.apply(request)) : listing;
    }
  }

  private static final class AddingListing implements Listing {
    private final Listing listing;
    private List<Entry> added;

    private AddingListing(Listing listing, List<Entry> added) {
      this.listing = listing;
      this.added = added;
    }

    @Override
    public @Nullable List<Entry> next(Call call) throws Exception {
      List<Entry> page = listing.next(call);
      if (added.isEmpty()) {
        return page;
      }
      List<Entry> all = new ArrayList<>(page == null ? List.of() : page);
      all.addAll(added);
      all.sort(ORDER);
      added = List.of();
      return all;
    }

    @Override
    public void close() throws IOException {
      listing.close();
    }
  }

  private Store hostileStore() {
    return adding(request -> hostile(keyOf("d")));
  }

  /** A store whose driver adds entries to the listings of the folder {@code d}. */
  private Store adding(Function<ListRequest, List<Entry>> added) {
    return storeOver(new AddingDriver(driver(), store().identity().root(), keyOf("d"), added));
  }

  @Test
  void listingsReturnWhatPathsLeadToAndReportTheRest() {
    if (!supports(Capability.LIST)) {
      refused(Capability.LIST, () -> store().listFiles("d"));
      return;
    }
    put("d/a.txt", "a");
    put("d/z/b.txt", "b");
    Store store = hostileStore();
    List<SkippedEntry> skipped = new ArrayList<>();

    ListOptions direct = ListOptions.direct().withSkippedListener(skipped::add);
    assertThat(paths(store.listFiles("d", direct))).containsExactly("d/a.txt");
    assertThat(taken(skipped)).containsExactlyInAnyOrderElementsOf(SKIPPED);

    ListOptions all = ListOptions.recursive().withSkippedListener(skipped::add);
    List<String> files = paths(store.listFiles("", all));
    assertThat(files).containsExactlyInAnyOrder("d/a.txt", "d/z/b.txt");
    assertThat(taken(skipped)).containsExactlyInAnyOrderElementsOf(SKIPPED);
    files.forEach(
        file ->
            assertThat(store.readText(file))
                .isEqualTo(file.substring(file.length() - 5, file.length() - 4)));

    try (Stream<FolderEntry> folders = store.listFolders("d", direct)) {
      assertThat(folders.map(FolderEntry::path)).containsExactly("d/z");
    }
    assertThat(taken(skipped)).containsExactlyInAnyOrderElementsOf(SKIPPED);
    try (Stream<PathEntry> children = store.iterChildren("d", direct)) {
      assertThat(children.map(PathEntry::path)).containsExactlyInAnyOrder("d/a.txt", "d/z");
    }
    assertThat(taken(skipped)).containsExactlyInAnyOrderElementsOf(SKIPPED);
    try (Stream<FileInfo> globbed = store.glob("d/*")) {
      assertThat(globbed.map(FileInfo::path)).containsExactly("d/a.txt");
    }
  }

  private static List<String> paths(Stream<FileInfo> listing) {
    try (listing) {
      return listing.map(FileInfo::path).toList();
    }
  }

  private static List<SkippedEntry> taken(List<SkippedEntry> skipped) {
    List<SkippedEntry> copy = List.copyOf(skipped);
    skipped.clear();
    return copy;
  }

  @Test
  void orderedListingsAndPagesReportEachOnce() {
    if (!supports(Capability.LIST_FROM_KEY)) {
      return; // the page contract shows that it is refused
    }
    put("d/a.txt", "a");
    put("d/m.txt", "m");
    put("d/zz.txt", "z");
    Store store = hostileStore();
    List<SkippedEntry> skipped = new ArrayList<>();
    ListOptions ordered = ListOptions.direct().withSkippedListener(skipped::add).withOrdered();
    assertThat(paths(store.listFiles("d", ordered)))
        .containsExactly("d/a.txt", "d/m.txt", "d/zz.txt");
    assertThat(taken(skipped)).containsExactlyInAnyOrderElementsOf(SKIPPED);
    if (features().listFromKey()) {
      return; // the driver of this test adds its entries to each page anew
    }
    List<String> paged = new ArrayList<>();
    ListOptions options = ordered.withPageSize(1);
    for (Page<PathEntry> page = store.listPage("d", options); ; ) {
      page.items().forEach(item -> paged.add(item.path()));
      String token = page.resumeToken();
      if (token == null) {
        break;
      }
      page = store.listPage("d", options.withResumeToken(token));
    }
    assertThat(paged).containsExactly("d/a.txt", "d/m.txt", "d/zz.txt");
    assertThat(taken(skipped)).containsExactlyInAnyOrderElementsOf(SKIPPED);
  }

  @Test
  void skippedEntriesAreCounted() {
    if (!supports(Capability.LIST)) {
      refused(Capability.LIST, () -> store().getFolderInfo("d"));
      return;
    }
    put("d/a.txt", "a");
    Store store = hostileStore();
    assertThat(store.getFolderInfo("d").skippedCount()).isEqualTo(SKIPPED.size());
    assertThat(store.getFolderInfo("d").fileCount()).isEqualTo(1);
    List<Long> counted = new ArrayList<>();
    Store followed =
        store.withListener(
            new StoreListener() {
              @Override
              public void finished(OperationEvent event) {
                counted.add(event.skippedEntries());
              }
            });
    assertThat(paths(followed.listFiles("d", ListOptions.direct()))).hasSize(1);
    assertThat(counted).containsExactly((long) SKIPPED.size());
  }

  /** A gateway that ignores the prefix lists the files of other users. */
  @Test
  void whatWasNotAskedForIsRefused() {
    if (!supports(Capability.LIST)) {
      refused(Capability.LIST, () -> store().listFiles("d"));
      return;
    }
    put("d/a.txt", "a");
    put("victim/x", "x");
    for (String foreign : List.of("victim/x", "dd/x", "d")) {
      Store store = adding(request -> List.of(Entry.file(keyOf(foreign)).size(1).build()));
      assertThatThrownBy(() -> paths(store.listFiles("d", ListOptions.direct())))
          .isExactlyInstanceOf(RemoteStoreException.class)
          .hasMessageContaining(foreign);
      assertThatThrownBy(() -> paths(store.child("d").listFiles("", ListOptions.recursive())))
          .isExactlyInstanceOf(RemoteStoreException.class);
      assertThatThrownBy(() -> store.deleteFolder("d", DeleteOptions.recursive()))
          .isInstanceOf(RemoteStoreException.class);
    }
    assertThat(store().readText("d/a.txt")).isEqualTo("a");
    assertThat(store().readText("victim/x")).isEqualTo("x");
  }

  @Test
  void aListingThatIgnoresTheDelimiterIsRefused() {
    if (!supports(Capability.LIST)) {
      refused(Capability.LIST, () -> store().iterChildren("d"));
      return;
    }
    put("d/a.txt", "a");
    Store store =
        adding(
            request ->
                request.depth() == Depth.DIRECT
                    ? List.of(Entry.file(keyOf("d/b/c.txt")).size(1).build())
                    : List.of());
    assertThatThrownBy(
            () -> {
              try (Stream<PathEntry> children = store.iterChildren("d")) {
                Set<String> unused = new TreeSet<>(children.map(PathEntry::path).toList());
              }
            })
        .isExactlyInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("d/b/c.txt");
  }
}
