package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.remotestore.Store;
import io.remotestore.Stores;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Works the answers out again, from the raw files and with nothing of the pipeline's own code. */
class AnswersTest {
  private static final Store LAKE = Stores.memory();

  private static List<Map<String, String>> flights = List.of();
  private static Map<String, Map<String, String>> weather = Map.of();

  @BeforeAll
  static void run() throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    LakeDemo.run(LAKE, Terminal.plain(nowhere), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    flights = raw("flights");
    weather = raw("weather").stream().collect(Collectors.toMap(w -> at(w), w -> w));
  }

  private static String at(Map<String, String> row) {
    return field(row, "origin") + field(row, "time_hour");
  }

  private static String field(Map<String, String> row, String name) {
    return Objects.requireNonNull(row.get(name), name);
  }

  private static List<Map<String, String>> raw(String table) throws IOException {
    return table(LAKE.readBytes("bronze/" + table + ".csv.gz"));
  }

  private static List<Map<String, String>> table(byte[] gzip) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(gzip)), StandardCharsets.UTF_8))) {
      return rows(lines.lines().toList());
    }
  }

  private static List<Map<String, String>> gold(String table) {
    return rows(LAKE.readText("gold/" + table + ".csv").lines().toList());
  }

  /** No field of these files holds a comma or a quote. */
  private static List<Map<String, String>> rows(List<String> lines) {
    String[] header = lines.get(0).split(",", -1);
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              String[] fields = line.split(",", -1);
              assertThat(fields).as(line).hasSameSizeAs(header);
              Map<String, String> row = new HashMap<>();
              for (int i = 0; i < header.length; i++) {
                row.put(header[i], fields[i]);
              }
              return row;
            })
        .toList();
  }

  private static int[] delays(List<Map<String, String>> group) {
    return group.stream()
        .map(f -> field(f, "dep_delay"))
        .filter(d -> !d.equals("NA"))
        .mapToInt(Integer::parseInt)
        .sorted()
        .toArray();
  }

  private static void assertFigures(Map<String, String> answer, List<Map<String, String>> group) {
    int[] delays = delays(group);
    long late = Arrays.stream(delays).filter(d -> d >= 15).count();
    String name = answer.toString();
    assertThat(field(answer, "scheduled")).as(name).isEqualTo("" + group.size());
    assertThat(field(answer, "cancelled")).as(name).isEqualTo("" + (group.size() - delays.length));
    assertThat(field(answer, "late")).as(name).isEqualTo("" + late);
    assertThat(Double.parseDouble(field(answer, "late_pct")))
        .as(name)
        .isCloseTo(100.0 * late / delays.length, within(0.00501));
    double median = (delays[(delays.length - 1) / 2] + delays[delays.length / 2]) / 2.0;
    assertThat(Double.parseDouble(field(answer, "median_delay_min"))).as(name).isEqualTo(median);
    assertThat(Double.parseDouble(field(answer, "mean_delay_min")))
        .as(name)
        .isCloseTo(Arrays.stream(delays).average().orElseThrow(), within(0.0501));
  }

  private static void assertTable(
      String table,
      Function<Map<String, String>, String> rawKey,
      Function<Map<String, String>, String> goldKey) {
    Map<String, List<Map<String, String>>> groups =
        flights.stream().collect(Collectors.groupingBy(rawKey, TreeMap::new, Collectors.toList()));
    List<Map<String, String>> answers = gold(table);
    assertThat(answers.stream().map(goldKey)).containsExactlyInAnyOrderElementsOf(groups.keySet());
    for (Map<String, String> answer : answers) {
      assertFigures(answer, Objects.requireNonNull(groups.get(goldKey.apply(answer))));
    }
  }

  @Test
  void delayByCarrier() {
    assertTable("delay-by-carrier", f -> field(f, "carrier"), a -> field(a, "carrier"));
    assertThat(gold("delay-by-carrier").get(0))
        .containsEntry("name", "ExpressJet Airlines Inc.")
        .containsEntry("late_pct", "34.57");
  }

  @Test
  void delayByHour() {
    assertTable(
        "delay-by-hour",
        f -> field(f, "origin") + " " + field(f, "hour"),
        a -> field(a, "origin") + " " + field(a, "hour"));
  }

  @Test
  void delayByDay() {
    assertTable(
        "delay-by-day", f -> field(f, "day"), a -> field(a, "day").replaceFirst("^2013-02-0?", ""));
    assertThat(gold("delay-by-day").get(8))
        .containsEntry("day", "2013-02-09")
        .containsEntry("cancelled", "393")
        .containsEntry("lowest_visibility_mi", "0.5");
  }

  @Test
  void delayAgainstVisibility() {
    Function<Map<String, String>, String> band =
        f -> {
          Map<String, String> hour = weather.get(at(f));
          double miles = hour == null ? -1 : Double.parseDouble(field(hour, "visib"));
          return miles < 0
              ? ""
              : miles < 2 ? "under 2" : miles < 5 ? "2–5" : miles < 10 ? "5–10" : "10";
        };
    Map<String, List<Map<String, String>>> groups =
        flights.stream().collect(Collectors.groupingBy(band));
    List<Map<String, String>> answers =
        gold("delay-by-weather").stream()
            .filter(a -> field(a, "measure").equals("Visibility"))
            .toList();
    assertThat(answers.stream().map(a -> field(a, "band")))
        .containsExactly("10", "5–10", "2–5", "under 2");
    for (Map<String, String> answer : answers) {
      assertFigures(answer, Objects.requireNonNull(groups.get(field(answer, "band"))));
    }
  }

  @Test
  void weatherBandsHoldEveryFlightWhoseHourIsOnRecord() {
    long known = flights.stream().filter(f -> weather.containsKey(at(f))).count();
    Map<String, Integer> sums =
        gold("delay-by-weather").stream()
            .collect(
                Collectors.groupingBy(
                    a -> field(a, "measure"),
                    Collectors.summingInt(a -> Integer.parseInt(field(a, "scheduled")))));
    assertThat(sums)
        .containsOnlyKeys("Wind", "Rain and snow", "Visibility")
        .allSatisfy((measure, sum) -> assertThat(sum).isEqualTo((int) known));
  }

  @Test
  void theLayersAgreeOnTheFlightsAndTheCancelled() throws IOException {
    int silver = 0;
    int cancelled = 0;
    for (int day = 1; day <= 28; day++) {
      String key = String.format("silver/flights/year=2013/month=02/day=%02d/part-0.csv.gz", day);
      String date = String.format("2013-02-%02dT", day);
      for (Map<String, String> flight : table(LAKE.readBytes(key))) {
        assertThat(field(flight, "scheduled")).startsWith(date);
        silver++;
        cancelled += field(flight, "cancelled").equals("true") ? 1 : 0;
      }
    }
    assertThat(silver).isEqualTo(flights.size()).isEqualTo(24_951);
    assertThat(cancelled).isEqualTo(1_261);
    for (String table : List.of("delay-by-day", "delay-by-hour", "delay-by-carrier")) {
      assertThat(gold(table).stream().mapToInt(a -> Integer.parseInt(field(a, "scheduled"))).sum())
          .as(table)
          .isEqualTo(silver);
      assertThat(gold(table).stream().mapToInt(a -> Integer.parseInt(field(a, "cancelled"))).sum())
          .as(table)
          .isEqualTo(cancelled);
    }
  }

  @Test
  void silverHoldsNoImpossibleWindAndLosesNoOther() throws IOException {
    int missing = 0;
    for (int day = 1; day <= 28; day++) {
      String key = String.format("silver/weather/year=2013/month=02/day=%02d/part-0.csv.gz", day);
      for (Map<String, String> hour : table(LAKE.readBytes(key))) {
        String wind = field(hour, "wind_speed_mph");
        if (wind.isEmpty()) {
          missing++;
          assertThat(field(hour, "observed")).isEqualTo("2013-02-12T03:00");
          assertThat(field(hour, "visibility_mi")).isNotEmpty();
        } else {
          assertThat(Double.parseDouble(wind)).isBetween(0.0, 40.0);
        }
      }
    }
    assertThat(missing).isEqualTo(1);
  }
}
