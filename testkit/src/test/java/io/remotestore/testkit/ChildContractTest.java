package io.remotestore.testkit;

import io.remotestore.Store;
import io.remotestore.testkit.LocalContractTest.LocalFixture;
import io.remotestore.testkit.MemoryContractTest.MemoryFixture;
import org.junit.jupiter.api.Nested;

/** A child store keeps the whole contract of its parent. */
final class ChildContractTest {

  /** The child shows the name of its folder, and its parent owns the driver. */
  @Nested
  class OfMemory extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new MemoryFixture() {
        @Override
        public Store decorate(Store store) {
          return new OwnedChild(store, "a child/of");
        }
      };
    }
  }

  @Nested
  class OfLocal extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new LocalFixture() {
        @Override
        public Store decorate(Store store) {
          return new OwnedChild(store, "a child/of");
        }
      };
    }
  }

  @Nested
  class OfFlat extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new FlatContractTest.FlatFixture() {
        @Override
        public Store decorate(Store store) {
          return new OwnedChild(store, "a child/of");
        }
      };
    }
  }
}
