package io.remotestore.kernel;

import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;

/** Puts the contract on drivers. */
public final class Kernel {
  private Kernel() {}

  /** Returns the store of all that {@code driver} holds. */
  public static Store over(Driver driver, StoreOptions options) {
    throw new UnsupportedOperationException();
  }
}
