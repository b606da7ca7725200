package io.remotestore.kernel;

import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;

/** Puts the contract on drivers. */
public final class Kernel {
  private Kernel() {}

  /** Returns the store of all that {@code driver} holds; closing it closes the driver. */
  public static Store over(Driver driver, StoreOptions options) {
    return over(driver, "", options);
  }

  /** Returns the store of what lies below a folder; closing it closes the driver. */
  public static Store over(Driver driver, String rootKey, StoreOptions options) {
    return KernelStore.owner(new Engine(driver, Engine.Ownership.OWNED, options), rootKey);
  }

  /**
   * Returns the store of what lies below a folder of a driver that others use too; closing it
   * leaves the driver open.
   */
  public static Store shared(Driver driver, String rootKey, StoreOptions options) {
    return KernelStore.owner(new Engine(driver, Engine.Ownership.SHARED, options), rootKey);
  }
}
