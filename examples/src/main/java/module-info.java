/** Programs to read and run first, and the demo pipeline of the command line. */
module io.remotestore.examples {
  requires de.siegmar.fastcsv;
  requires io.remotestore;
  requires static org.jspecify;

  exports io.remotestore.examples;
  exports io.remotestore.examples.lake;
}
