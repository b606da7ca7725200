package io.remotestore.transport;

import io.remotestore.DeadlineExceededException;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import io.remotestore.spi.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A call without a deadline that a test can cancel. */
final class TestCall implements Call {
  private final List<Runnable> hooks = new ArrayList<>();
  private boolean cancelled;

  synchronized int hooks() {
    return hooks.size();
  }

  void cancel() {
    List<Runnable> all;
    synchronized (this) {
      cancelled = true;
      all = List.copyOf(hooks);
    }
    all.forEach(Runnable::run);
  }

  @Override
  public Operation operation() {
    return Operation.READ;
  }

  @Override
  public String scope() {
    return "";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public long remainingNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public void check() throws DeadlineExceededException {
    if (Thread.currentThread().isInterrupted()) {
      throw new OperationInterruptedException(ErrorDetails.of("interrupted").build(), null);
    }
  }

  @Override
  public void pause(Duration time) {
    throw new UnsupportedOperationException("pause");
  }

  @Override
  public Hook onCancel(Runnable hook) {
    boolean late;
    synchronized (this) {
      hooks.add(hook);
      late = cancelled;
    }
    if (late) {
      hook.run();
    }
    return () -> remove(hook);
  }

  private synchronized void remove(Runnable hook) {
    hooks.remove(hook);
  }
}
