package io.remotestore.testkit;

import io.remotestore.Capability;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import java.util.Set;

/** What the suites need to know of a backend or a decorator. One fixture serves one test. */
public interface ContractFixture {

  /** Opens a driver that holds nothing. */
  Driver openDriver() throws Exception;

  /** The capabilities that its stores are expected to have, no more and no fewer. */
  Set<Capability> capabilities();

  /** Puts what is to be tested around a store; leaves it alone unless overridden. */
  default Store decorate(Store store) {
    return store;
  }

  /** The options of the stores. */
  default StoreOptions options() {
    return StoreOptions.builder().name("contract").build();
  }

  /**
   * How many more primitives than usual an operation may cost, for drivers that fail now and then.
   */
  default int sparePrimitives() {
    return 0;
  }

  /**
   * Whether the files are behind a network, so that large reads take several connections; false for
   * a driver on this machine.
   */
  default boolean remote() {
    return true;
  }

  /** Takes away what {@link #openDriver} left behind. */
  default void cleanUp() throws Exception {}
}
