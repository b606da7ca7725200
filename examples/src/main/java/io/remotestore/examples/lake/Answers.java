package io.remotestore.examples.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the gold layer knows.
 *
 * @param carriers the least punctual first
 * @param hours by airport, then hour
 * @param weather by measure, then from mild to harsh
 * @param days in order
 * @param ages from new aircraft to old
 * @param longest the flight that left latest after schedule; null if none left
 */
record Answers(
    DelayStats total,
    List<ByCarrier> carriers,
    List<ByHour> hours,
    List<ByWeather> weather,
    List<ByDay> days,
    List<ByAge> ages,
    @Nullable Flight longest) {

  /** The flights of a carrier. */
  record ByCarrier(String carrier, String name, DelayStats stats) {
    static final Table<ByCarrier> TABLE =
        new Table<>(
            "delay-by-carrier",
            DelayStats.after(
                Stream.of(
                    Column.text("carrier", ByCarrier::carrier),
                    Column.text("name", ByCarrier::name)),
                ByCarrier::stats));
  }

  /** The flights that an airport schedules in an hour of the day. */
  record ByHour(String origin, int hour, DelayStats stats) {
    static final Table<ByHour> TABLE =
        new Table<>(
            "delay-by-hour",
            DelayStats.after(
                Stream.of(
                    Column.text("origin", ByHour::origin), Column.integer("hour", ByHour::hour)),
                ByHour::stats));
  }

  /** The flights scheduled in hours of such weather. */
  record ByWeather(Measure measure, String band, DelayStats stats) {
    static final Table<ByWeather> TABLE =
        new Table<>(
            "delay-by-weather",
            DelayStats.after(
                Stream.of(
                    Column.text("measure", r -> r.measure().title()),
                    Column.text("band", ByWeather::band),
                    Column.text("unit", r -> r.measure().unit())),
                ByWeather::stats));
  }

  /** The flights of a day, and its weather over all airports. */
  record ByDay(LocalDate day, DelayStats stats, DayWeather weather) {
    static final Table<ByDay> TABLE =
        new Table<>(
            "delay-by-day",
            Stream.concat(
                    DelayStats.after(Stream.of(Column.date("day", ByDay::day)), ByDay::stats)
                        .stream(),
                    Stream.of(
                        Column.decimal(
                            "precipitation_in", (ByDay r) -> r.weather().precipitation()),
                        Column.decimal(
                            "strongest_wind_mph", (ByDay r) -> r.weather().strongestWind()),
                        Column.decimal(
                            "lowest_visibility_mi", (ByDay r) -> r.weather().visibility())))
                .toList());
  }

  /** The flights of aircraft of an age, in years. */
  record ByAge(String age, DelayStats stats) {
    static final Table<ByAge> TABLE =
        new Table<>(
            "delay-by-aircraft-age",
            DelayStats.after(Stream.of(Column.text("age_years", ByAge::age)), ByAge::stats));
  }

  /**
   * A day's weather.
   *
   * @param precipitation in inches, the most that fell at one airport
   * @param strongestWind the highest hourly speed in miles per hour, at any airport
   * @param visibility the lowest in miles, at any airport
   */
  record DayWeather(double precipitation, double strongestWind, double visibility) {}

  Answers {
    carriers = List.copyOf(carriers);
    hours = List.copyOf(hours);
    weather = List.copyOf(weather);
    days = List.copyOf(days);
    ages = List.copyOf(ages);
  }
}
