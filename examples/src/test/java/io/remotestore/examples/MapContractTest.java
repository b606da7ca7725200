package io.remotestore.examples;

import io.remotestore.Capability;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.StoreContractSuite;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

// region contract
final class MapContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new MapFixture();
  }

  private static final class MapFixture implements ContractFixture {
    @Override
    public boolean remote() {
      return false;
    }

    @Override
    public Driver openDriver() {
      return new MapDriver(64 << 20, Clock.systemUTC());
    }

    /** Exactly these: one that is missing fails the suite, and so does one too many. */
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(
          Capability.READ,
          Capability.WRITE,
          Capability.DELETE,
          Capability.LIST,
          Capability.GLOB,
          Capability.MOVE,
          Capability.COPY,
          Capability.ATOMIC_WRITE,
          Capability.METADATA,
          Capability.USER_METADATA,
          Capability.CONTENT_HEADERS,
          Capability.WRITE_RESULT_NATIVE,
          Capability.RANGE_READ,
          Capability.CREATE_IF_ABSENT,
          Capability.COMPARE_AND_SET,
          Capability.CONDITIONAL_DELETE,
          Capability.ORDERED_LIST,
          Capability.LIST_FROM_KEY);
    }
  }
}
// endregion
