package io.remotestore.examples.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A raw file as it is delivered with the program.
 *
 * @param name its name, in the program and in the bronze layer
 * @param source who made the data
 */
record SourceFile(String name, String source) {
  private static final String FOLDER = "/io/remotestore/examples/data/";

  static final SourceFile FLIGHTS =
      new SourceFile(
          "flights.csv.gz", "US Bureau of Transportation Statistics, on-time performance");
  static final SourceFile WEATHER =
      new SourceFile(
          "weather.csv.gz", "US ASOS stations, archived by the Iowa Environmental Mesonet");
  static final SourceFile PLANES =
      new SourceFile("planes.csv.gz", "US Federal Aviation Administration, aircraft registry");
  static final SourceFile AIRLINES =
      new SourceFile("airlines.csv.gz", "US Bureau of Transportation Statistics, carrier codes");

  static final List<SourceFile> ALL = List.of(FLIGHTS, WEATHER, PLANES, AIRLINES);

  /** Returns the file's bytes. */
  byte[] bytes() {
    try (InputStream in = SourceFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its data file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
