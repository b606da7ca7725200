package io.remotestore.examples.lake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A side of the weather, cut into bands from mild to harsh. */
enum Measure {
  /** Hourly wind speed. */
  WIND(
      "Wind",
      "mph",
      WeatherHour::windSpeed,
      new Band("under 5", 0, 5),
      new Band("5–10", 5, 10),
      new Band("10–15", 10, 15),
      new Band("15–20", 15, 20),
      new Band("20–25", 20, 25),
      new Band("25+", 25, Double.POSITIVE_INFINITY)),
  /** Water that fell in the hour, recorded in hundredths; bands end between them. */
  PRECIPITATION(
      "Rain and snow",
      "inches an hour",
      WeatherHour::precipitation,
      new Band("none", 0, 0.005),
      new Band("0.01", 0.005, 0.015),
      new Band("0.02–0.04", 0.015, 0.045),
      new Band("0.05+", 0.045, Double.POSITIVE_INFINITY)),
  /** How far one sees. */
  VISIBILITY(
      "Visibility",
      "miles",
      WeatherHour::visibility,
      new Band("10", 10, Double.POSITIVE_INFINITY),
      new Band("5–10", 5, 10),
      new Band("2–5", 2, 5),
      new Band("under 2", 0, 2));

  /** Values from {@code from} on, up to and without {@code to}. */
  record Band(String name, double from, double to) {
    boolean holds(double value) {
      return value >= from && value < to;
    }
  }

  /** Takes the measure out of an hour; null where it was not taken. */
  @FunctionalInterface
  interface Value {
    @Nullable Double of(WeatherHour hour);
  }

  private final String title;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
  private final Value value;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Band> bands;

  Measure(String title, String unit, Value value, Band... bands) {
    this.title = title;
    this.unit = unit;
    this.value = value;
    this.bands = List.of(bands);
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  List<Band> bands() {
    return bands;
  }

  /** Returns the band of an hour, or null where the measure was not taken. */
  @Nullable Band bandOf(WeatherHour hour) {
    Double taken = value.of(hour);
    if (taken == null) {
      return null;
    }
    for (Band band : bands) {
      if (band.holds(taken)) {
        return band;
      }
    }
    throw new IllegalArgumentException(title + " of " + taken + " is in no band");
  }
}
