package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs primitives whose waits notice no interrupt on a worker, so that the caller's interrupt and
 * deadline end the call all the same.
 */
final class Offload {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private Offload() {}

  static <T extends @Nullable Object> T run(
      Threads threads, OperationCall call, Attempts.Attempt<T> attempt) throws Exception {
    Task<T> task = new Task<>(attempt);
    threads.execute(task);
    try {
      return task.get(call.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      task.abandon();
      call.cancel();
      Thread.currentThread().interrupt();
      throw call.interrupted(e);
    } catch (TimeoutException e) {
      task.abandon();
      call.cancel();
      throw call.deadlineExceeded(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    }
  }

  /** What arrives after the caller has left is closed. */
  private static final class Task<T extends @Nullable Object> extends FutureTask<T> {
    private boolean abandoned;

    private Task(Attempts.Attempt<T> attempt) {
      super(attempt::run);
    }

    private void abandon() {
      synchronized (this) {
        abandoned = true;
      }
      if (isDone()) {
        closeResult();
      }
    }

    @Override
    protected void done() {
      synchronized (this) {
        if (!abandoned) {
          return;
        }
      }
      closeResult();
    }

    private void closeResult() {
      try {
        T result = get(0, TimeUnit.NANOSECONDS);
        if (result instanceof Closeable resource) {
          resource.close();
        } else if (result instanceof io.remotestore.spi.GetReply reply) {
          reply.body().close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException | IOException | RemoteStoreException e) {
        LOG.log(Level.DEBUG, "A primitive ended after its caller had left", e);
      }
    }
  }
}
