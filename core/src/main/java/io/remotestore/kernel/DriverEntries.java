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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final Deque<Entry> page = new ArrayDeque<>();
  private final boolean temporaries;
  private @Nullable Listing listing;
  private volatile boolean sawPage;
  private boolean sawEntries;
  private @Nullable NextPage coming;

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
      List<Entry> next = coming == null ? fetch(call) : coming.await();
      coming = null;
      if (next == null) {
        return null;
      }
      page.addAll(next);
      fetchAhead();
    }
  }

  /** Not behind the first page: most listings end there, or are looked at no further. */
  private void fetchAhead() {
    if (sawEntries && !page.isEmpty() && call.engine().features.remote()) {
      coming = new NextPage();
    }
    sawEntries |= !page.isEmpty();
  }

  /** A page that a worker fetches. Closing it ends the worker's wait. */
  private final class NextPage {
    private final OperationCall own = call.fork();
    private final CompletableFuture<Optional<List<Entry>>> result = new CompletableFuture<>();

    private NextPage() {
      call.engine().threads.execute(this::run);
    }

    private void run() {
      try {
        result.complete(Optional.ofNullable(fetch(own)));
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    private @Nullable List<Entry> await() {
      try {
        return result.get(call.remainingNanos(), TimeUnit.NANOSECONDS).orElse(null);
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw call.interrupted(e);
      } catch (TimeoutException e) {
        close();
        throw call.deadlineExceeded(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new AssertionError(e.getCause());
      }
    }

    /** Ends it; returns when nobody uses the listing any more. */
    private void close() {
      own.cancel();
      result.handle((pages, failure) -> true).join();
    }
  }

  private boolean isShown(Entry entry) {
    return temporaries || (entry.kind() != Entry.Kind.OTHER && !TemporaryName.matches(entry.key()));
  }

  private @Nullable List<Entry> fetch(OperationCall by) {
    Optional<List<Entry>> next = by.engine().attempts.run(by, () -> fetchOnce(by));
    sawPage = true;
    return next.orElse(null);
  }

  private Optional<List<Entry>> fetchOnce(OperationCall by) throws Exception {
    try {
      Listing open = listing;
      if (open == null) {
        open = opener.open();
        listing = open;
      }
      return Optional.ofNullable(open.next(by));
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
      coming.close();
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
