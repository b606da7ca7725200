package io.remotestore.transport;

import io.remotestore.spi.Call;
import io.remotestore.transport.TransportException.Reached;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How many requests may be under way at once, where somebody asked for a limit. */
final class Places {
  private final @Nullable Semaphore free;

  Places(int most) {
    this.free = most == 0 ? null : new Semaphore(most);
  }

  /** Waits for a place, at most until the call ends. */
  void take(Call call) throws TransportException {
    if (free == null || free.tryAcquire()) {
      return;
    }
    try {
      if (!free.tryAcquire(call.remainingNanos(), TimeUnit.NANOSECONDS)) {
        call.check();
        throw new TransportException(Reached.NOT_SENT, "no request could be sent in time", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.check();
      throw new TransportException(Reached.NOT_SENT, "interrupted", e);
    }
  }

  void giveBack() {
    if (free != null) {
      free.release();
    }
  }
}
