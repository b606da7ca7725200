package io.remotestore.testkit;

import io.remotestore.Capability;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Driver;
import java.util.EnumSet;
import java.util.Set;

final class MemoryContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new MemoryFixture();
  }

  static class MemoryFixture implements ContractFixture {
    @Override
    public boolean remote() {
      return false;
    }

    @Override
    public Driver openDriver() {
      return MemoryDriver.create();
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(
          EnumSet.of(
              Capability.LAZY_READ,
              Capability.TAGS,
              Capability.PRESIGN,
              Capability.VERSIONS,
              Capability.UPLOADS));
    }
  }
}
