package io.remotestore.examples.lake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.remotestore.examples.lake.Answers.ByAge;
import io.remotestore.examples.lake.Answers.ByCarrier;
import io.remotestore.examples.lake.Answers.ByDay;
import io.remotestore.examples.lake.Answers.ByHour;
import io.remotestore.examples.lake.Answers.ByWeather;
import io.remotestore.examples.lake.Answers.DayWeather;
import io.remotestore.examples.lake.Measure.Band;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the answers in the tables of the silver layer. */
final class Analysis {
  private static final int[] AGE_LIMITS = {5, 10, 15, 20};

  private final List<Flight> flights;
  private final List<WeatherHour> weather;
  private final Map<Station, WeatherHour> weatherAt;
  private final Map<String, Plane> planes;
  private final Map<String, String> names;

  private record Station(String origin, Instant hour) {}

  private record Slot(String origin, int hour) {}

  Analysis(
      List<Flight> flights, List<WeatherHour> weather, List<Plane> planes, List<Airline> airlines) {
    this.flights = flights;
    this.weather = weather;
    this.weatherAt =
        weather.stream().collect(toMap(w -> new Station(w.origin(), w.hour()), w -> w));
    this.planes = planes.stream().collect(toMap(Plane::tailNumber, p -> p));
    this.names = airlines.stream().collect(toMap(Airline::carrier, Airline::name));
  }

  Answers answers() {
    return new Answers(
        DelayStats.of(flights),
        byCarrier(),
        byHour(),
        byWeather(),
        byDay(),
        byAge(),
        flights.stream()
            .filter(f -> !f.cancelled())
            .max(Comparator.comparing(f -> Objects.requireNonNull(f.departureDelay())))
            .orElse(null));
  }

  private List<ByCarrier> byCarrier() {
    List<ByCarrier> answer = new ArrayList<>();
    flights.stream()
        .collect(groupingBy(Flight::carrier, TreeMap::new, toList()))
        .forEach(
            (carrier, group) ->
                answer.add(
                    new ByCarrier(
                        carrier, names.getOrDefault(carrier, carrier), DelayStats.of(group))));
    answer.sort(Comparator.comparingDouble((ByCarrier c) -> c.stats().lateShare()).reversed());
    return answer;
  }

  private List<ByHour> byHour() {
    return flights.stream()
        .collect(groupingBy(f -> new Slot(f.origin(), f.scheduled().getHour())))
        .entrySet()
        .stream()
        .map(e -> new ByHour(e.getKey().origin(), e.getKey().hour(), DelayStats.of(e.getValue())))
        .sorted(Comparator.comparing(ByHour::origin).thenComparingInt(ByHour::hour))
        .toList();
  }

  /** Flights in hours that no station reported are in no band. */
  private List<ByWeather> byWeather() {
    List<ByWeather> answer = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      Map<Band, List<Flight>> groups =
          flights.stream()
              .filter(f -> band(measure, f) != null)
              .collect(groupingBy(f -> Objects.requireNonNull(band(measure, f))));
      for (Band band : measure.bands()) {
        List<Flight> group = groups.getOrDefault(band, List.of());
        answer.add(new ByWeather(measure, band.name(), DelayStats.of(group)));
      }
    }
    return answer;
  }

  private @Nullable Band band(Measure measure, Flight flight) {
    WeatherHour hour = weatherAt.get(new Station(flight.origin(), flight.scheduledHour()));
    return hour == null ? null : measure.bandOf(hour);
  }

  private List<ByDay> byDay() {
    Map<LocalDate, List<WeatherHour>> weatherOf =
        weather.stream().collect(groupingBy(WeatherHour::day));
    List<ByDay> answer = new ArrayList<>();
    flights.stream()
        .collect(groupingBy(Flight::day, TreeMap::new, toList()))
        .forEach(
            (day, group) ->
                answer.add(
                    new ByDay(
                        day,
                        DelayStats.of(group),
                        dayWeather(weatherOf.getOrDefault(day, List.of())))));
    return answer;
  }

  private static DayWeather dayWeather(List<WeatherHour> hours) {
    double wettest =
        hours.stream()
            .collect(groupingBy(WeatherHour::origin, summingDouble(WeatherHour::precipitation)))
            .values()
            .stream()
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    double windiest =
        hours.stream()
            .map(WeatherHour::windSpeed)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    double murkiest = hours.stream().mapToDouble(WeatherHour::visibility).min().orElse(10);
    return new DayWeather(Math.round(wettest * 100) / 100.0, windiest, murkiest);
  }

  private List<ByAge> byAge() {
    Map<Integer, List<Flight>> groups = new TreeMap<>();
    for (Flight flight : flights) {
      Plane plane = flight.tailNumber() == null ? null : planes.get(flight.tailNumber());
      if (plane == null || plane.year() == null) {
        continue;
      }
      int age = flight.day().getYear() - plane.year();
      groups.computeIfAbsent(ageGroup(age), g -> new ArrayList<>()).add(flight);
    }
    List<ByAge> answer = new ArrayList<>();
    groups.forEach((group, of) -> answer.add(new ByAge(ageName(group), DelayStats.of(of))));
    return answer;
  }

  private static int ageGroup(int age) {
    int group = 0;
    while (group < AGE_LIMITS.length && age >= AGE_LIMITS[group]) {
      group++;
    }
    return group;
  }

  private static String ageName(int group) {
    if (group == AGE_LIMITS.length) {
      return AGE_LIMITS[group - 1] + "+";
    }
    int from = group == 0 ? 0 : AGE_LIMITS[group - 1];
    return from + "–" + (AGE_LIMITS[group] - 1);
  }
}
