package io.remotestore.spi;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a driver takes from the process around it instead of reaching for it: clocks and the
 * environment. Immutable.
 */
public final class DriverContext {
  private static final DriverContext SYSTEM =
      new DriverContext(Clock.systemUTC(), System::nanoTime, System::getenv);

  private final Clock clock;
  private final LongSupplier nanoClock;
  private final Function<String, @Nullable String> environment;

  private DriverContext(
      Clock clock, LongSupplier nanoClock, Function<String, @Nullable String> environment) {
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.environment = environment;
  }

  /** Returns the clocks and the environment of this process. */
  public static DriverContext system() {
    return SYSTEM;
  }

  /** Returns this context with another wall clock. */
  public DriverContext withClock(Clock value) {
    return new DriverContext(value, nanoClock, environment);
  }

  /** Returns this context with another clock for waits, in nanoseconds. */
  public DriverContext withNanoClock(LongSupplier value) {
    return new DriverContext(clock, value, environment);
  }

  /** Returns this context with another environment; null from it means not set. */
  public DriverContext withEnvironment(Function<String, @Nullable String> value) {
    return new DriverContext(clock, nanoClock, value);
  }

  /** The wall clock. */
  public Clock clock() {
    return clock;
  }

  /** The clock that waits are measured with, in nanoseconds. */
  public LongSupplier nanoClock() {
    return nanoClock;
  }

  /** Looks up a variable of the environment; null where it is not set. */
  public @Nullable String variable(String name) {
    return environment.apply(name);
  }
}
