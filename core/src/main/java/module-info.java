/** The Store API, the contract kernel, configuration, and the local and memory backends. */
module io.remotestore {
  requires static org.jspecify;

  exports io.remotestore;
  exports io.remotestore.config;
  exports io.remotestore.spi;

  uses io.remotestore.config.ConfigFormat;
  uses io.remotestore.spi.DriverFactory;

  provides io.remotestore.spi.DriverFactory with
      io.remotestore.local.LocalDriverFactory,
      io.remotestore.memory.MemoryDriverFactory;
}
