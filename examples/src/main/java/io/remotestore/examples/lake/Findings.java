package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByCarrier;
import io.remotestore.examples.lake.Answers.ByDay;
import io.remotestore.examples.lake.Answers.ByWeather;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Says in a sentence what the numbers show, whatever they are. */
final class Findings {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
  private static final int ENOUGH_IN_HOUR = 300;
  private static final String EVERY_FLIGHT_LEFT = "Every flight left";

  private final Answers answers;

  Findings(Answers answers) {
    if (answers.days().isEmpty() || answers.carriers().isEmpty()) {
      throw new IllegalArgumentException("there is nothing to report on: no flights");
    }
    this.answers = answers;
  }

  String kicker() {
    LocalDate first = answers.days().get(0).day();
    return "Flights out of New York, " + MONTH.format(first);
  }

  String headline() {
    return lateness() + ". " + worst();
  }

  /** The first half of the headline. */
  String lateness() {
    return late() + " left late";
  }

  /** The second half of the headline. */
  String worst() {
    ByDay worst = worstDay();
    if (worst.stats().cancelled() == 0) {
      return EVERY_FLIGHT_LEFT;
    }
    return "On "
        + Numbers.day(worst.day())
        + ", "
        + Numbers.percent(worst.stats().cancelledShare())
        + " never left";
  }

  private String late() {
    double share = answers.total().lateShare();
    long oneIn = share == 0 ? 0 : Math.round(1 / share);
    return oneIn >= 2 && oneIn <= 10
        ? "One flight in " + Numbers.word(oneIn)
        : Numbers.percent(share) + " of flights";
  }

  private ByDay worstDay() {
    return answers.days().stream()
        .max(Comparator.comparingDouble(d -> d.stats().cancelledShare()))
        .orElseThrow();
  }

  String standfirst() {
    DelayStats total = answers.total();
    long airports = answers.hours().stream().map(Answers.ByHour::origin).distinct().count();
    return String.format(
        Locale.ROOT,
        "%s flights were due to leave the %s airports of New York that month. The typical one "
            + "was off %s. Who waited, and how long, was a matter of the day, the hour, the "
            + "carrier and the sky.",
        Numbers.count(total.scheduled()),
        Numbers.word(airports),
        typical(total.median()));
  }

  private static String typical(double median) {
    if (median == 0) {
      return "on time";
    }
    String minutes = Numbers.minutes(Math.abs(median));
    return minutes
        + (minutes.equals("1") ? " minute" : " minutes")
        + (median < 0 ? " early" : " late");
  }

  String longestDelay() {
    int minutes = Objects.requireNonNull(longest().departureDelay());
    return String.format(Locale.ROOT, "%dh %02dm", minutes / 60, minutes % 60);
  }

  String longestFlight() {
    Flight longest = longest();
    return String.format(
        Locale.ROOT,
        "%s %d, %s to %s, %s",
        longest.carrier(),
        longest.number(),
        longest.origin(),
        longest.destination(),
        Numbers.day(longest.day()));
  }

  private Flight longest() {
    return Objects.requireNonNull(answers.longest());
  }

  String days() {
    List<ByDay> worst =
        answers.days().stream()
            .sorted(Comparator.comparingInt((ByDay d) -> d.stats().cancelled()).reversed())
            .limit(2)
            .toList();
    int cancelled = worst.stream().mapToInt(d -> d.stats().cancelled()).sum();
    if (answers.total().cancelled() == 0) {
      return EVERY_FLIGHT_LEFT;
    }
    return "Two days made up "
        + Numbers.percent((double) cancelled / answers.total().cancelled())
        + " of all cancellations";
  }

  String hours() {
    Map<Integer, double[]> hours = new TreeMap<>();
    answers
        .hours()
        .forEach(
            h -> {
              double[] sums = hours.computeIfAbsent(h.hour(), k -> new double[2]);
              sums[0] += h.stats().late();
              sums[1] += h.stats().departed();
            });
    hours.values().removeIf(sums -> sums[1] < ENOUGH_IN_HOUR);
    if (hours.isEmpty()) {
      return "Late departures through the day";
    }
    Comparator<Map.Entry<Integer, double[]>> byShare =
        Comparator.comparingDouble(e -> e.getValue()[0] / e.getValue()[1]);
    Map.Entry<Integer, double[]> best = hours.entrySet().stream().min(byShare).orElseThrow();
    Map.Entry<Integer, double[]> worst = hours.entrySet().stream().max(byShare).orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s %s of departures are late, %s %s",
        "At " + Numbers.hour(best.getKey()),
        Numbers.percent(best.getValue()[0] / best.getValue()[1]),
        "at " + Numbers.hour(worst.getKey()),
        Numbers.percent(worst.getValue()[0] / worst.getValue()[1]));
  }

  String carriers() {
    List<ByCarrier> large =
        answers.carriers().stream()
            .filter(c -> c.stats().scheduled() >= CarrierChart.ENOUGH)
            .toList();
    if (large.size() < 2 || large.get(large.size() - 1).stats().lateShare() == 0) {
      return "Late departures by carrier";
    }
    ByCarrier worst = large.get(0);
    ByCarrier best = large.get(large.size() - 1);
    return String.format(
        Locale.ROOT,
        "%s was late %.1f times as often as %s",
        CarrierChart.shortName(worst.name()),
        worst.stats().lateShare() / best.stats().lateShare(),
        CarrierChart.shortName(best.name()));
  }

  String weather() {
    ByWeather worst =
        answers.weather().stream()
            .max(Comparator.comparingDouble(w -> WeatherChart.disrupted(w.stats())))
            .orElseThrow();
    if (worst.stats().scheduled() == 0) {
      return "Late and cancelled flights by weather";
    }
    ByWeather mild =
        answers.weather().stream()
            .filter(w -> w.measure() == worst.measure())
            .findFirst()
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s %s %s: %s late or cancelled; %s %s: %s",
        worst.measure().title(),
        worst.band(),
        worst.measure().unit(),
        Numbers.percent(WeatherChart.disrupted(worst.stats())),
        mild.band(),
        mild.measure().unit(),
        Numbers.percent(WeatherChart.disrupted(mild.stats())));
  }
}
