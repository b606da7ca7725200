package io.remotestore.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that a worker fetches before it is asked for. For one thread, beside the worker. */
final class Ahead<T> {
  private final OperationCall call;
  private final OperationCall own;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Ahead(OperationCall call) {
    this.call = call;
    this.own = call.fork();
  }

  /** Starts {@code work}; the call that it is given is its own. */
  static <T> Ahead<T> start(OperationCall call, Function<OperationCall, T> work) {
    Ahead<T> ahead = new Ahead<>(call);
    call.engine().threads.execute(() -> ahead.run(work));
    return ahead;
  }

  private void run(Function<OperationCall, T> work) {
    try {
      result.complete(work.apply(own));
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** Waits for the result, or throws what the work threw. */
  T await() {
    try {
      return result.get(call.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      own.cancel();
      Thread.currentThread().interrupt();
      throw call.interrupted(e);
    } catch (TimeoutException e) {
      own.cancel();
      throw call.deadlineExceeded(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    }
  }

  /** Ends the work and waits until nothing of it goes on; returns what it brought, if anything. */
  @Nullable T cancel() {
    own.cancel();
    return result.handle((value, failure) -> value).join();
  }
}
