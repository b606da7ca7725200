/** The command line. */
module io.remotestore.cli {
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires io.remotestore;
  requires io.remotestore.examples;
  requires static org.jspecify;
  requires me.tongfei.progressbar;

  opens io.remotestore.cli to
      info.picocli;

  uses io.remotestore.spi.DriverFactory;
}
