package io.remotestore.http;

import io.remotestore.Operation;
import io.remotestore.spi.Call;
import java.time.Duration;

/** A call that nothing ends. */
final class FreeCall implements Call {
  @Override
  public Operation operation() {
    return Operation.PING;
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
  public void check() {}

  @Override
  public void pause(Duration time) {
    throw new UnsupportedOperationException("pause");
  }

  @Override
  public Hook onCancel(Runnable hook) {
    return () -> {};
  }
}
