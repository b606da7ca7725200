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
   * Registers what ends a wait that notices neither interrupts nor deadlines, such as closing a
   * socket. It may run on another thread, at most once, as soon as the deadline passes.
   *
   * @return the registration; close it when the wait is over
   */
  Hook onCancel(Runnable hook);

  /**
   * Says what id the server gave the request of this attempt, for events; asked for only where
   * somebody listens.
   */
  default void answered(Supplier<@Nullable String> requestId) {}

  /**
   * Says that the driver corrects what the backend refused, and sends it again in this attempt; for
   * listeners, who hear of it as of a retry.
   */
  default void repeating(Throwable refusal) {}

  /** A registration of {@link #onCancel}. */
  interface Hook extends AutoCloseable {
    @Override
    void close();
  }
}
