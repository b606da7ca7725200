package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.TemporaryName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One listing of the driver, a page in memory at a time; where pages come over a network, the next
 * one is fetched while the caller is busy with its predecessor. What is absent before the first
 * page is empty; what disappears later is an error, so that no listing is cut short and called
 * complete.
 */
final class DriverEntries extends EntryIterator {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private final OperationCall call;
  private final Opener opener;
  private final Check check;
  private final Deque<Entry> page = new ArrayDeque<>();
  private final boolean temporaries;
  private @Nullable Listing listing;
  private volatile boolean sawPage;
  private boolean sawEntries;
  private @Nullable Ahead<Optional<List<Entry>>> coming;

  private interface Opener {
    Listing open() throws Exception;
  }

  /** Compares a page with the request. */
  private interface Check {
    List<Entry> checked(List<Entry> page);
  }

  /** A run without temporaries; {@link Skips} removes other entries that callers do not see. */
  DriverEntries(OperationCall call, ListRequest request) {
    this(call, request, false);
  }

  private DriverEntries(OperationCall call, ListRequest request, boolean temporaries) {
    this(
        call,
        () -> call.engine().driver.list(request, call),
        new ListedPage(call, request)::checked,
        temporaries);
  }

  private DriverEntries(OperationCall call, Opener opener, Check check, boolean temporaries) {
    this.call = call;
    this.opener = opener;
    this.check = check;
    this.temporaries = temporaries;
  }

  /** The versions of a file, newest first. */
  static DriverEntries versions(OperationCall call, String key) {
    return new DriverEntries(
        call,
        () -> call.engine().driver.listVersions(key, call),
        page -> page.stream().filter(entry -> entry.key().equals(key)).toList(),
        false);
  }

  /** A run that holds temporaries, too. */
  static DriverEntries everything(OperationCall call, ListRequest request) {
    return new DriverEntries(call, request, true);
  }

  @Override
  protected @Nullable Entry advance() {
    while (true) {
      Entry entry = page.poll();
      if (entry != null) {
        if (isShown(entry)) {
          return entry;
        }
        continue;
      }
      Optional<List<Entry>> next = coming == null ? fetch(call) : coming.await();
      coming = null;
      if (next.isEmpty()) {
        return null;
      }
      page.addAll(next.get());
      fetchAhead();
    }
  }

  /** Not behind the first page: most listings end there, or are looked at no further. */
  private void fetchAhead() {
    if (sawEntries && !page.isEmpty() && call.engine().features.remote()) {
      coming = Ahead.start(call, this::fetch);
    }
    sawEntries |= !page.isEmpty();
  }

  @Override
  protected boolean holdsMore() {
    return !page.isEmpty();
  }

  private boolean isShown(Entry entry) {
    return temporaries || !TemporaryName.matches(entry.key());
  }

  private Optional<List<Entry>> fetch(OperationCall by) {
    Optional<List<Entry>> next = by.engine().attempts.run(by, () -> fetchOnce(by));
    sawPage = true;
    return next;
  }

  private Optional<List<Entry>> fetchOnce(OperationCall by) throws Exception {
    try {
      Listing open = listing;
      if (open == null) {
        open = opener.open();
        listing = open;
      }
      return Optional.ofNullable(open.next(by)).map(check::checked);
    } catch (RemoteStoreException e) {
      throw e;
    } catch (Exception e) {
      if (!sawPage && isAbsence(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean isAbsence(Exception e) {
    Kind kind = Failures.of(e, call).kind();
    return kind == Kind.NOT_FOUND || kind == Kind.NOT_A_FOLDER;
  }

  @Override
  public void close() {
    if (coming != null) {
      Optional<List<Entry>> unused = coming.cancel();
      coming = null;
    }
    Listing open = listing;
    listing = null;
    page.clear();
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A listing could not be closed", e);
    }
  }
}
