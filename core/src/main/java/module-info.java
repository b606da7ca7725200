/** The Store API, the contract kernel, configuration, and the local and memory backends. */
module io.remotestore {
  requires static org.jspecify;

  exports io.remotestore;
  exports io.remotestore.config;
  exports io.remotestore.spi;

  uses io.remotestore.spi.DriverFactory;
}
