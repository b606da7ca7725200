package io.remotestore.transport;

import io.remotestore.spi.Call;
import io.remotestore.transport.TransportException.Reached;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Limits the number of concurrent requests. Waiting requests get a permit in turn. */
final class Places {
  private final Object lock = new Object();
  private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
  private int free;

  Places(int most) {
    this.free = most;
  }

  /**
   * Waits for a permit, at most until the call ends.
   *
   * @param reached how far the waiting request came
   */
  void take(Call call, Reached reached) throws TransportException {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    synchronized (lock) {
      if (free > 0) {
        free--;
        return;
      }
      waiting.add(turn);
    }
    boolean taken = false;
    try (Call.Hook hook = call.onCancel(() -> turn.complete(false))) {
      taken = turn.get(call.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // The call ended; the exception is thrown below.
    } finally {
      if (!taken) {
        leave(turn);
      }
    }
    if (!taken) {
      call.check();
      throw new TransportException(reached, "the call was ended while others were served", null);
    }
  }

  /** An abandoned entry stays in the queue, and is skipped when its turn comes. */
  private void leave(CompletableFuture<Boolean> turn) {
    if (!turn.complete(false) && turn.join()) {
      giveBack(); // its turn came meanwhile
    }
  }

  /** Gives a permit to the request that has waited longest. */
  void giveBack() {
    synchronized (lock) {
      CompletableFuture<Boolean> next = waiting.poll();
      while (next != null) {
        if (next.complete(true)) {
          return;
        }
        next = waiting.poll();
      }
      free++;
    }
  }
}
