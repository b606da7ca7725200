package io.remotestore.examples.lake;

import io.remotestore.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The layer of answers: a table for each question, and one report on all of them. */
final class Gold {
  static final String FOLDER = "gold";
  static final String REPORT = "report.html";

  private static final String SOURCE = "the silver layer of this lake";

  private final Publisher publisher;
  private final Clock clock;

  Gold(Store layer, Clock clock) {
    this.publisher = new Publisher(layer);
    this.clock = clock;
  }

  /** Finds the answers and publishes them. */
  Answers run(Silver silver, Consumer<Step> done) {
    Instant start = clock.instant();
    Answers answers =
        new Analysis(
                silver.read(Flight.TABLE, Flight::of),
                silver.read(WeatherHour.TABLE, WeatherHour::of),
                silver.read(Plane.TABLE, Plane::of),
                silver.read(Airline.TABLE, Airline::of))
            .answers();
    done.accept(table(Answers.ByDay.TABLE, answers.days(), start));
    done.accept(table(Answers.ByHour.TABLE, answers.hours(), clock.instant()));
    done.accept(table(Answers.ByCarrier.TABLE, answers.carriers(), clock.instant()));
    done.accept(table(Answers.ByWeather.TABLE, answers.weather(), clock.instant()));
    done.accept(table(Answers.ByAge.TABLE, answers.ages(), clock.instant()));
    done.accept(report(answers, clock.instant()));
    return answers;
  }

  private <R> Step table(Table<R> table, List<R> rows, Instant start) {
    TableFormat format = CsvFormat.PLAIN;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      format.write(table, rows, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return publish(
        table.name() + format.suffix(),
        out.toByteArray(),
        format.contentType(),
        rows.size(),
        start);
  }

  private Step report(Answers answers, Instant start) {
    byte[] html = new Report(answers).html().getBytes(StandardCharsets.UTF_8);
    return publish(REPORT, html, "text/html; charset=utf-8", 0, start);
  }

  private Step publish(String key, byte[] bytes, String contentType, long rows, Instant start) {
    Step.Tally tally = new Step.Tally();
    tally.add(publisher.publish(key, bytes, contentType, SOURCE, rows), rows, bytes.length);
    return tally.step(key, Duration.between(start, clock.instant()));
  }
}
