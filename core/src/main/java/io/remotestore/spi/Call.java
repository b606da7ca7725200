package io.remotestore.spi;

import io.remotestore.DeadlineExceededException;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One operation of a caller, as a driver's primitive meets it. */
public interface Call {

  /** What the caller asked for. */
  Operation operation();

  /**
   * The key of the folder that the caller's store is confined to; {@code ""} for the whole driver.
   */
  String scope();

  /** Which attempt this is, 1 for the first. */
  int attempt();

  /** The nanoseconds left until the deadline; {@link Long#MAX_VALUE} where there is none. */
  long remainingNanos();

  /**
   * Returns normally while the call may go on. To be called wherever a primitive loops or is about
   * to wait.
   *
   * @throws OperationInterruptedException if the thread is interrupted; the flag stays set
   * @throws DeadlineExceededException if the deadline passed
   */
  void check();

  /** Waits, at most until the deadline; throws as {@link #check()}. */
  void pause(Duration time);

  /**
   * Registers an action that ends a wait which notices neither interrupts nor deadlines, such as
   * closing a socket. It may run on another thread, at most once, as soon as the deadline passes.
   *
   * @return the registration; close it when the wait is over
   */
  Hook onCancel(Runnable hook);

  /**
   * Reports the server's id of this attempt's request, for events. The supplier runs only if there
   * is a listener.
   */
  default void answered(Supplier<@Nullable String> requestId) {}

  /**
   * Reports that the driver corrects a refused request and sends it again in this attempt.
   * Listeners get it as a retry.
   */
  default void repeating(Throwable refusal) {}

  /** A registration of {@link #onCancel}. */
  interface Hook extends AutoCloseable {
    @Override
    void close();
  }
}
