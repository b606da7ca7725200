package io.remotestore.s3;

import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import io.remotestore.spi.Call;
import java.time.Duration;

/** A call for credentials outside of an operation: only an interrupt ends it. */
final class UnboundCall implements Call {
  static final UnboundCall INSTANCE = new UnboundCall();

  private UnboundCall() {}

  @Override
  public Operation operation() {
    return Operation.CONFIGURE;
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
    if (Thread.currentThread().isInterrupted()) {
      throw new OperationInterruptedException(
          ErrorDetails.of("The thread was interrupted").operation(operation()).build(), null);
    }
  }

  @Override
  public void pause(Duration time) {
    throw new UnsupportedOperationException("this call is never repeated");
  }

  @Override
  public Hook onCancel(Runnable hook) {
    return () -> {};
  }
}
