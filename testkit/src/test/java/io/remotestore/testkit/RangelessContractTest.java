package io.remotestore.testkit;

import io.remotestore.Capability;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import java.util.Set;

/** The whole contract on a backend that ignores ranges. */
final class RangelessContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new RangelessFixture();
  }

  private static final class RangelessFixture implements ContractFixture {
    private final FlatContractTest.FlatFixture flat = new FlatContractTest.FlatFixture();

    @Override
    public Driver openDriver() {
      return new RangelessDriver(flat.openDriver());
    }

    @Override
    public StoreOptions options() {
      return flat.options();
    }

    @Override
    public Set<Capability> capabilities() {
      return flat.capabilities();
    }
  }
}
