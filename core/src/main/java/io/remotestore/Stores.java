package io.remotestore;

import io.remotestore.kernel.Kernel;
import io.remotestore.spi.Driver;

/** Opens stores. */
public final class Stores {
  private Stores() {}

  /** Puts the contract on a driver; closing the store closes the driver. */
  public static Store over(Driver driver, StoreOptions options) {
    return Kernel.over(driver, options);
  }
}
