package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of one resource of a driver on threads of the library, one task after the other.
 * The caller waits for each, and leaves when its call ends. Abandoned work runs to its end before
 * the resource is closed. For one calling thread.
 */
final class Lane {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private final Threads threads;
  private @Nullable CompletableFuture<Void> leftBehind;

  Lane(Threads threads) {
    this.threads = threads;
  }

  /** Runs {@code work}, which throws an {@link IOException} or an unchecked exception. */
  <T extends @Nullable Object> T run(OperationCall call, Attempts.Attempt<T> work)
      throws IOException {
    if (leftBehind != null) {
      throw new InterruptedIOException("An earlier call on it was ended while it waited");
    }
    CompletableFuture<Void> end = new CompletableFuture<>();
    boolean awaited = false;
    try {
      T result =
          Offload.run(
              threads,
              call,
              () -> {
                try {
                  return work.run();
                } finally {
                  end.complete(null);
                }
              });
      awaited = true;
      return result;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      if (!awaited && !end.isDone()) {
        leftBehind = end;
      }
    }
  }

  /** Closes the resource when nothing uses it any more; waits for that while its call lasts. */
  void close(OperationCall call, Closeable resource) throws IOException {
    CompletableFuture<Void> before = leftBehind;
    if (before != null) {
      CompletableFuture<Void> unused =
          before.whenComplete((done, failure) -> threads.offload(() -> closeQuietly(resource)));
      return;
    }
    try {
      Offload.run(
          threads,
          call,
          () -> {
            resource.close();
            return true;
          });
    } catch (IOException | RemoteStoreException e) {
      if (call.isExpired() || call.isCancelled() || Thread.currentThread().isInterrupted()) {
        return; // it is closed on its thread
      }
      throw e;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static void closeQuietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "An abandoned resource could not be closed", e);
    }
  }
}
