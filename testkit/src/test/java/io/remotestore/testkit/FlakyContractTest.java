package io.remotestore.testkit;

import io.remotestore.RetryPolicy;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.testkit.FlatContractTest.FlatFixture;
import io.remotestore.testkit.MemoryContractTest.MemoryFixture;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The contract holds over a driver that fails every few calls and whose bodies break off. */
final class FlakyContractTest {

  /**
   * Fails about one call in ten before it leaves, and breaks one body in five, never twice running.
   */
  private static final class FlakyDriver extends ForwardingDriver {
    private final Random random = new Random(20130101);
    private final ThreadLocal<Boolean> spared = ThreadLocal.withInitial(() -> true);
    private final FaultyDriver faulty;

    private FlakyDriver(FaultyDriver faulty) {
      super(faulty);
      this.faulty = faulty;
    }

    static FlakyDriver over(Driver driver) {
      return new FlakyDriver(new FaultyDriver(driver));
    }

    @Override
    protected <T extends @Nullable Object> T around(String name, Primitive<T> primitive, Call call)
        throws Exception {
      boolean fails;
      synchronized (random) {
        fails = !spared.get() && random.nextInt(10) == 0;
        if (name.equals("get") && random.nextInt(5) == 0) {
          faulty.next("get", Fault.brokenBody(random.nextInt(5000)));
        }
        if (name.equals("list") && random.nextInt(5) == 0) {
          faulty.next("next", Fault.notSent());
        }
      }
      spared.set(fails);
      if (fails) {
        throw new DriverException(Failure.notSent(Kind.UNAVAILABLE));
      }
      return primitive.call();
    }
  }

  private static StoreOptions impatient(StoreOptions options) {
    return options.toBuilder()
        .retry(
            RetryPolicy.standard()
                .withMaxAttempts(8)
                .withBackoff(Duration.ZERO, Duration.ZERO)
                .withJitter(Duration.ZERO))
        .build();
  }

  @Nested
  class OverMemory extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new MemoryFixture() {
        @Override
        public Driver openDriver() {
          return FlakyDriver.over(super.openDriver());
        }

        @Override
        public StoreOptions options() {
          return impatient(super.options());
        }

        @Override
        public int sparePrimitives() {
          return 3;
        }
      };
    }
  }

  @Nested
  class OverFlat extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new FlatFixture() {
        @Override
        public Driver openDriver() {
          return FlakyDriver.over(super.openDriver());
        }

        @Override
        public StoreOptions options() {
          return impatient(super.options());
        }

        @Override
        public int sparePrimitives() {
          return 3;
        }
      };
    }
  }
}
