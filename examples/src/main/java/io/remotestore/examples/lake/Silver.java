package io.remotestore.examples.lake;

import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The layer of typed and cleaned tables. What has a day is partitioned by it, as Hive does it:
 * {@code flights/year=2013/month=02/day=07/part-0.csv.gz}.
 */
final class Silver {
  static final String FOLDER = "silver";

  private static final String PART = "part-0";

  private final Store layer;
  private final TableFormat format;
  private final Publisher publisher;
  private final Clock clock;

  Silver(Store layer, TableFormat format, Clock clock) {
    this.layer = layer;
    this.format = format;
    this.publisher = new Publisher(layer);
    this.clock = clock;
  }

  /**
   * Makes the tables from the raw files.
   *
   * @param done is told each table
   * @param note is told what cleaning changed
   */
  void run(Store bronze, Consumer<Step> done, Consumer<String> note) {
    Instant start = clock.instant();
    List<Flight> flights = RawTables.read(bronze, SourceFile.FLIGHTS, Flight::fromRaw);
    done.accept(byDay(Flight.TABLE, flights, Flight::day, SourceFile.FLIGHTS, start));

    start = clock.instant();
    List<WeatherHour> raw = RawTables.read(bronze, SourceFile.WEATHER, WeatherHour::fromRaw);
    List<WeatherHour> weather = cleaned(raw, note);
    done.accept(byDay(WeatherHour.TABLE, weather, WeatherHour::day, SourceFile.WEATHER, start));

    start = clock.instant();
    List<Plane> planes = RawTables.read(bronze, SourceFile.PLANES, Plane::fromRaw);
    done.accept(whole(Plane.TABLE, planes, SourceFile.PLANES, start));

    start = clock.instant();
    List<Airline> airlines = RawTables.read(bronze, SourceFile.AIRLINES, Airline::of);
    done.accept(whole(Airline.TABLE, airlines, SourceFile.AIRLINES, start));
  }

  private static List<WeatherHour> cleaned(List<WeatherHour> raw, Consumer<String> note) {
    List<WeatherHour> cleaned = new ArrayList<>(raw.size());
    for (WeatherHour hour : raw) {
      if (hour.plausible()) {
        cleaned.add(hour);
        continue;
      }
      note.accept(
          String.format(
              Locale.ROOT,
              "set aside a wind speed of %,.0f mph at %s, %s",
              hour.windSpeed(),
              hour.origin(),
              hour.observed()));
      cleaned.add(hour.withoutWindSpeed());
    }
    return cleaned;
  }

  private <R> Step byDay(
      Table<R> table,
      List<R> rows,
      Function<R, LocalDate> dayOf,
      SourceFile source,
      Instant start) {
    Map<LocalDate, List<R>> days =
        rows.stream().collect(Collectors.groupingBy(dayOf, TreeMap::new, Collectors.toList()));
    Step.Tally tally = new Step.Tally();
    days.forEach((day, dayRows) -> publish(table, partition(table, day), dayRows, source, tally));
    return tally.step(table.name(), Duration.between(start, clock.instant()));
  }

  private <R> Step whole(Table<R> table, List<R> rows, SourceFile source, Instant start) {
    Step.Tally tally = new Step.Tally();
    publish(table, table.name(), rows, source, tally);
    return tally.step(table.name(), Duration.between(start, clock.instant()));
  }

  private static String partition(Table<?> table, LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%s/year=%04d/month=%02d/day=%02d",
        table.name(),
        day.getYear(),
        day.getMonthValue(),
        day.getDayOfMonth());
  }

  private <R> void publish(
      Table<R> table, String folder, List<R> rows, SourceFile source, Step.Tally tally) {
    byte[] bytes = bytes(table, rows);
    String key = folder + "/" + PART + format.suffix();
    Outcome outcome =
        publisher.publish(key, bytes, format.contentType(), source.source(), rows.size());
    tally.add(outcome, rows.size(), bytes.length);
  }

  private <R> byte[] bytes(Table<R> table, List<R> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      format.write(table, rows, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Reads a table back, partition after partition. */
  <R> List<R> read(Table<R> table, Function<Row, R> reader) {
    List<R> rows = new ArrayList<>();
    for (String key : parts(table)) {
      try (StoreInputStream in = layer.read(key)) {
        rows.addAll(format.read(in, reader));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  /** Sorts the keys itself, since not every store lists in order. */
  private List<String> parts(Table<?> table) {
    ListOptions options = ListOptions.recursive().withPattern(PART + format.suffix());
    try (Stream<FileInfo> files = layer.listFiles(table.name(), options)) {
      return files.map(FileInfo::path).sorted().toList();
    }
  }
}
