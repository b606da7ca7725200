/** The command line. */
module io.remotestore.cli {
  requires info.picocli;
  requires io.remotestore;
  requires io.remotestore.examples;
  requires static org.jspecify;

  opens io.remotestore.cli to
      info.picocli;

  uses io.remotestore.spi.DriverFactory;
}
