package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.OperationEvent;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreListener;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Follows the bytes of a transfer. A bar appears on a terminal if the transfer takes long; retries
 * appear with {@code --verbose}.
 */
final class Progress implements StoreListener, AutoCloseable {
  private static final long PATIENCE_MILLIS = 500;

  private final RemoteStoreCommand root;
  private final long total;
  private final boolean wanted;
  private final long start;
  private final AtomicLong seen = new AtomicLong();
  private volatile @Nullable ProgressLine line;

  private Progress(RemoteStoreCommand root, long total) {
    this.root = root;
    this.total = total;
    this.wanted = isWanted(root);
    this.start = root.console().clock().millis();
  }

  /** Follows that many bytes, or {@link FileInfo#UNKNOWN_SIZE}. */
  static Progress of(RemoteStoreCommand root, long total) {
    return new Progress(root, total);
  }

  /** Returns whether a bar is shown. */
  static boolean isWanted(RemoteStoreCommand root) {
    return root.console().errScreen().isTerminal() && !root.quiet() && !root.json();
  }

  @Override
  public void transferred(OperationEvent event, long count) {
    show(seen.addAndGet(count));
  }

  @Override
  public void retrying(OperationEvent event, RemoteStoreException failure) {
    if (root.verbose()) {
      root.errors()
          .note(
              "attempt "
                  + event.attempts()
                  + " to "
                  + event.operation()
                  + " "
                  + event.path()
                  + " failed, trying again: "
                  + failure.problem());
    }
  }

  /** So many bytes have arrived, those that were not counted on the way included. */
  void reached(long bytes) {
    show(seen.accumulateAndGet(bytes, Math::max));
  }

  private void show(long bytes) {
    if (!wanted) {
      return;
    }
    ProgressLine shown = line;
    if (shown == null && root.console().clock().millis() - start > PATIENCE_MILLIS) {
      shown = begin();
    }
    if (shown != null) {
      shown.reached(bytes);
    }
  }

  private synchronized ProgressLine begin() {
    ProgressLine shown = line;
    if (shown == null) {
      shown = new ProgressLine(root.console(), total);
      root.errors().above(shown);
      line = shown;
    }
    return shown;
  }

  /** Tells whether a bar appeared. */
  boolean wasShown() {
    return line != null;
  }

  @Override
  public void close() {
    ProgressLine shown = line;
    if (shown != null) {
      shown.close();
    }
  }
}
