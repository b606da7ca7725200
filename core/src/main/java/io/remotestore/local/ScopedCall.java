package io.remotestore.local;

import io.remotestore.Operation;
import io.remotestore.spi.Call;
import java.time.Duration;

/**
 * A call as seen from another store's wall.
 *
 * @param call the call
 * @param scope the key of the folder that the other store is confined to
 */
record ScopedCall(Call call, String scope) implements Call {
  @Override
  public Operation operation() {
    return call.operation();
  }

  @Override
  public int attempt() {
    return call.attempt();
  }

  @Override
  public long remainingNanos() {
    return call.remainingNanos();
  }

  @Override
  public void check() {
    call.check();
  }

  @Override
  public void pause(Duration time) {
    call.pause(time);
  }

  @Override
  public Hook onCancel(Runnable hook) {
    return call.onCancel(hook);
  }
}
