package io.remotestore.s3;

import io.remotestore.DeadlineExceededException;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import io.remotestore.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call whose deadline passes when the test says so, and which an interrupt ends. */
final class EndingCall implements Call {
  private final List<Runnable> hooks = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  void end() {
    ended = true;
    hooks.forEach(Runnable::run);
  }

  int hooks() {
    return hooks.size();
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
  public void check() {
    if (ended) {
      throw new DeadlineExceededException(ErrorDetails.of("The deadline passed").build(), null);
    }
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
    hooks.add(hook);
    if (ended) {
      hook.run();
    }
    return () -> hooks.remove(hook);
  }
}
