package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Call;
import io.remotestore.spi.GetReply;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs uninterruptible work on a thread of the library, so that the caller leaves when its call is
 * interrupted or cancelled, or its deadline passes. A result that arrives later is closed.
 */
final class Offload<T extends @Nullable Object> implements Runnable {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private final Attempts.Attempt<T> work;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  private Offload(Attempts.Attempt<T> work) {
    this.work = work;
  }

  static <T extends @Nullable Object> T run(
      Threads threads, OperationCall call, Attempts.Attempt<T> work) throws Exception {
    Offload<T> task = new Offload<>(work);
    threads.offload(task);
    try (Call.Hook unused = call.onCancel(task::leave)) {
      return task.outcome.get(call.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      task.abandon(threads);
      call.cancel();
      Thread.currentThread().interrupt();
      throw call.interrupted(e);
    } catch (TimeoutException e) {
      task.abandon(threads);
      call.cancel();
      throw call.deadlineExceeded(e);
    } catch (CancellationException e) {
      throw call.isExpired() ? call.deadlineExceeded(e) : call.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    }
  }

  @Override
  public void run() {
    try {
      T result = work.run();
      if (!outcome.complete(result)) {
        closeLate(result);
      }
    } catch (Throwable e) {
      if (!outcome.completeExceptionally(e)) {
        LOG.log(Level.DEBUG, "A primitive failed after its caller had left", e);
      }
    }
  }

  /** Ends the wait of the caller, who still takes a result that came before. */
  private void leave() {
    outcome.cancel(false);
  }

  /**
   * Ends the wait for good: a result that came since, or comes later, is closed. Its close may wait
   * as well, so it gets a thread of its own.
   */
  private void abandon(Threads threads) {
    if (!outcome.cancel(false) && !outcome.isCompletedExceptionally()) {
      threads.offload(() -> closeLate(outcome.join()));
    }
  }

  private static void closeLate(@Nullable Object result) {
    try {
      if (result instanceof Closeable resource) {
        resource.close();
      } else if (result instanceof GetReply reply) {
        reply.body().close();
      } else if (result instanceof AutoCloseable stream) {
        stream.close();
      }
    } catch (IOException | RemoteStoreException e) {
      LOG.log(Level.DEBUG, "What arrived after its caller had left could not be closed", e);
    } catch (Exception e) {
      LOG.log(Level.WARNING, "What arrived after its caller had left could not be closed", e);
    }
  }
}
