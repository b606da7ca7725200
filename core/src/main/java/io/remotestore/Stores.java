package io.remotestore;

import io.remotestore.kernel.Kernel;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.Opening;
import io.remotestore.spi.Driver;
import java.nio.file.Path;

/** Opens stores. Closing a store closes what opening it made. */
public final class Stores {
  private Stores() {}

  /** Opens a store from a URL. Same as {@link #open(String, StoreOptions)} with the defaults. */
  public static Store open(String url) {
    return open(url, StoreOptions.defaults());
  }

  /**
   * Opens a store from a URL, whose scheme names the backend and whose parameters are options of
   * the backend or of the kernel, such as {@code file:///data?durability=fsync&concurrency=8}.
   *
   * <p>{@code file:///data} is an absolute folder, {@code file:data} a relative one; {@code
   * memory:} is a fresh store, {@code memory:name} the one of that name in this process. The parts
   * of a URL are percent-decoded, a {@code +} is a plus, and a {@code #} is written {@code %23}. A
   * plain path is not a URL.
   *
   * @param options what holds as far as the URL says nothing else
   * @throws ConfigException if the URL is wrong, with all that is; it shows neither passwords nor
   *     the values of parameters
   */
  public static Store open(String url, StoreOptions options) {
    return UrlStores.open(url, options, DriverFactories.found());
  }

  /**
   * Opens what a URL leads to without taking it for a folder: with {@code memory:x/a/b.txt} the
   * store {@code memory:x} and the path {@code a/b.txt} in it. A {@code file:} URL names a folder
   * always.
   *
   * @throws ConfigException if the URL is wrong, as with {@link #open(String, StoreOptions)}
   */
  public static StoreLocation locate(String url) {
    return UrlStores.locate(url, StoreOptions.defaults(), DriverFactories.found());
  }

  /** Opens a folder of the local file system, and makes it where it is missing. */
  public static Store local(Path root) {
    Driver driver = Opening.of("local", () -> LocalDriver.open(LocalOptions.of(root)));
    return over(driver, StoreOptions.defaults());
  }

  /** Returns a fresh store that keeps its files in memory. */
  public static Store memory() {
    return over(MemoryDriver.create(), StoreOptions.defaults());
  }

  /** Puts the contract on a driver; closing the store closes the driver. */
  public static Store over(Driver driver, StoreOptions options) {
    return Kernel.over(driver, options);
  }
}
