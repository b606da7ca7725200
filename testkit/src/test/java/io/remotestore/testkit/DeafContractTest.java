package io.remotestore.testkit;

import io.remotestore.spi.Driver;

/** The whole contract over a driver that the kernel keeps off the caller's thread. */
final class DeafContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new MemoryContractTest.MemoryFixture() {
      @Override
      public Driver openDriver() {
        return new DeafDriver(super.openDriver());
      }
    };
  }
}
