package io.remotestore.examples.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an airport's weather station saw in one hour.
 *
 * @param observed the full hour, by the clock on the airport's wall
 * @param hour the same in UTC
 * @param temperature in degrees Fahrenheit
 * @param humidity relative, in percent
 * @param windSpeed in miles per hour; null where the record cannot be true
 * @param windGust in miles per hour
 * @param precipitation in inches of water
 * @param visibility in miles; 10 is the most that is recorded
 */
record WeatherHour(
    String origin,
    LocalDateTime observed,
    Instant hour,
    double temperature,
    double humidity,
    @Nullable Double windSpeed,
    @Nullable Double windGust,
    double precipitation,
    double visibility) {

  /** No wind near the ground at an airport of New York was ever this strong, in mph. */
  static final double IMPOSSIBLE_WIND = 150;

  static final Table<WeatherHour> TABLE =
      new Table<>(
          "weather",
          List.of(
              Column.text("origin", WeatherHour::origin),
              Column.dateTime("observed", WeatherHour::observed),
              Column.instant("hour", WeatherHour::hour),
              Column.decimal("temperature_f", WeatherHour::temperature),
              Column.decimal("humidity_pct", WeatherHour::humidity),
              Column.decimal("wind_speed_mph", WeatherHour::windSpeed),
              Column.decimal("wind_gust_mph", WeatherHour::windGust),
              Column.decimal("precipitation_in", WeatherHour::precipitation),
              Column.decimal("visibility_mi", WeatherHour::visibility)));

  /** Makes sense of a row of the raw file, as it stands: see {@link #plausible}. */
  static WeatherHour fromRaw(Row row) {
    return new WeatherHour(
        row.requiredText("origin"),
        LocalDateTime.of(
            row.requiredInteger("year"),
            row.requiredInteger("month"),
            row.requiredInteger("day"),
            row.requiredInteger("hour"),
            0),
        Row.required("time_hour", row.instant("time_hour")),
        row.requiredDecimal("temp"),
        row.requiredDecimal("humid"),
        rounded(row.decimal("wind_speed")),
        rounded(row.decimal("wind_gust")),
        row.requiredDecimal("precip"),
        row.requiredDecimal("visib"));
  }

  /** Reads a row of {@link #TABLE}. */
  static WeatherHour of(Row row) {
    return new WeatherHour(
        row.requiredText("origin"),
        Row.required("observed", row.dateTime("observed")),
        Row.required("hour", row.instant("hour")),
        row.requiredDecimal("temperature_f"),
        row.requiredDecimal("humidity_pct"),
        row.decimal("wind_speed_mph"),
        row.decimal("wind_gust_mph"),
        row.requiredDecimal("precipitation_in"),
        row.requiredDecimal("visibility_mi"));
  }

  /** Tells whether the wind could have blown like that. */
  boolean plausible() {
    return windSpeed == null || windSpeed < IMPOSSIBLE_WIND;
  }

  /** Returns the same hour without a wind speed. */
  WeatherHour withoutWindSpeed() {
    return new WeatherHour(
        origin, observed, hour, temperature, humidity, null, windGust, precipitation, visibility);
  }

  LocalDate day() {
    return observed.toLocalDate();
  }

  /** Takes off the digits that converting knots to miles per hour put on. */
  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.round(value * 100) / 100.0;
  }
}
