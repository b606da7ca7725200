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
 * One listing of the driver, a page in memory at a time. What is absent before the first page is
 * empty; what disappears later is an error, so that no listing is cut short and called complete.
 */
final class DriverEntries extends EntryIterator {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private final OperationCall call;
  private final Opener opener;
  private final Deque<Entry> page = new ArrayDeque<>();
  private final boolean temporaries;
  private @Nullable Listing listing;
  private boolean sawPage;

  private interface Opener {
    Listing open() throws Exception;
  }

  DriverEntries(OperationCall call, ListRequest request) {
    this(call, () -> call.engine().driver.list(request, call), false);
  }

  private DriverEntries(OperationCall call, Opener opener, boolean temporaries) {
    this.call = call;
    this.opener = opener;
    this.temporaries = temporaries;
  }

  /** The versions of a file, newest first. */
  static DriverEntries versions(OperationCall call, String key) {
    return new DriverEntries(call, () -> call.engine().driver.listVersions(key, call), false);
  }

  /** A run that shows also what callers never see: temporaries, and what is no file nor folder. */
  static DriverEntries everything(OperationCall call, ListRequest request) {
    return new DriverEntries(call, () -> call.engine().driver.list(request, call), true);
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
      List<Entry> next = fetch();
      if (next == null) {
        return null;
      }
      page.addAll(next);
    }
  }

  private boolean isShown(Entry entry) {
    return temporaries || (entry.kind() != Entry.Kind.OTHER && !TemporaryName.matches(entry.key()));
  }

  private @Nullable List<Entry> fetch() {
    Optional<List<Entry>> next = call.engine().attempts.run(call, this::fetchOnce);
    sawPage = true;
    return next.orElse(null);
  }

  private Optional<List<Entry>> fetchOnce() throws Exception {
    try {
      Listing open = listing;
      if (open == null) {
        open = opener.open();
        listing = open;
      }
      return Optional.ofNullable(open.next(call));
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
