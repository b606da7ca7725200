package io.remotestore.testkit;

import io.remotestore.Capability;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import java.util.EnumSet;
import java.util.Set;

/** The kernel's ways for object stores. */
final class FlatContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new FlatFixture();
  }

  static class FlatFixture implements ContractFixture {
    @Override
    public Driver openDriver() {
      return FlatDriver.create();
    }

    @Override
    public StoreOptions options() {
      return StoreOptions.builder().name("contract").partSize(128 * 1024).mergeGap(4096).build();
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(
          EnumSet.of(
              Capability.ATOMIC_MOVE,
              Capability.EMPTY_FOLDERS,
              Capability.SEEKABLE_READ,
              Capability.TAGS,
              Capability.PRESIGN,
              Capability.VERSIONS));
    }
  }
}
