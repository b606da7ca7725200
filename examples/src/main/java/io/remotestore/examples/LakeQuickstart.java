package io.remotestore.examples;

import static java.util.stream.Collectors.groupingBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.FileInfo;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * From raw files to answers over any store: a month of flights through the bronze, silver and gold
 * layers of a lake. Run it without arguments for a folder {@code lake}, or name a store's URL.
 */
public final class LakeQuickstart {
  private static final List<String> RAW =
      List.of("airlines.csv.gz", "flights.csv.gz", "weather.csv.gz");

  private LakeQuickstart() {}

  /** Runs the pipeline over the store whose URL is the first argument, or over a local folder. */
  public static void main(String[] args) throws IOException {
    try (Store lake = args.length > 0 ? Stores.open(args[0]) : Stores.local(Path.of("lake"))) {
      run(lake);
      System.out.println("Look at " + lake.nativePath("gold/report.html"));
    }
  }

  static void run(Store lake) throws IOException {
    // A child is a store of its own that cannot reach outside its folder.
    Store bronze = lake.child("bronze");
    Store silver = lake.child("silver");
    keepRawFiles(bronze);
    cleanAndPartition(bronze, silver);
    answer(bronze, silver, lake.child("gold"));
  }

  /** Bronze: the bytes as they came, published only if all of them arrived. */
  private static void keepRawFiles(Store bronze) throws IOException {
    for (String name : RAW) {
      try (InputStream in = LakeQuickstart.class.getResourceAsStream("data/" + name)) {
        if (in == null) {
          throw new IllegalStateException("the data file " + name + " is missing");
        }
        byte[] bytes = in.readAllBytes();
        ContentDigest digest = ContentDigest.sha256(bytes);
        WriteOptions options = WriteOptions.overwrite().withExpectedDigest(digest);
        bronze.writeAtomic(name, Content.of(bytes), options);
      }
    }
  }

  /** Silver: the flights that left, with the weather of their hour; a partition for each day. */
  private static void cleanAndPartition(Store bronze, Store silver) throws IOException {
    Map<String, String> visibility = new HashMap<>();
    for (NamedCsvRecord w : rows(bronze, "weather.csv.gz")) {
      visibility.put(w.getField("origin") + w.getField("time_hour"), w.getField("visib"));
    }
    Map<Integer, List<String>> days = new TreeMap<>();
    for (NamedCsvRecord f : rows(bronze, "flights.csv.gz")) {
      if (f.getField("dep_delay").equals("NA")) {
        continue; // it never left
      }
      String seen = visibility.getOrDefault(f.getField("origin") + f.getField("time_hour"), "");
      days.computeIfAbsent(Integer.valueOf(f.getField("day")), day -> new ArrayList<>())
          .add(
              String.join(
                  ",", f.getField("carrier"), f.getField("hour"), seen, f.getField("dep_delay")));
    }
    for (Map.Entry<Integer, List<String>> day : days.entrySet()) {
      String lines = "carrier,hour,visibility,delay\n" + String.join("\n", day.getValue()) + "\n";
      // The file appears when the lambda has returned, and not at all if it throws.
      silver.write(
          String.format("flights/year=2013/month=02/day=%02d/part-0.csv.gz", day.getKey()),
          out -> {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
              gzip.write(lines.getBytes(StandardCharsets.UTF_8));
            }
          },
          WriteOptions.overwrite());
    }
  }

  /** Gold: who leaves 15 minutes late or more, when, and in which weather. */
  private static void answer(Store bronze, Store silver, Store gold) throws IOException {
    List<NamedCsvRecord> flights = new ArrayList<>();
    try (Stream<FileInfo> parts = silver.glob("flights/**/*.csv.gz")) {
      for (FileInfo part : parts.toList()) {
        flights.addAll(rows(silver, part.path()));
      }
    }
    Map<String, String> names = new HashMap<>();
    for (NamedCsvRecord airline : rows(bronze, "airlines.csv.gz")) {
      names.put(airline.getField("carrier"), airline.getField("name"));
    }
    String page =
        "<!DOCTYPE html><meta charset='utf-8'><title>Late flights</title><h1>Late flights</h1>"
            + publish(gold, "carrier", flights, f -> names.get(f.getField("carrier")))
            + publish(gold, "hour", flights, f -> String.format("%2s", f.getField("hour")))
            + publish(gold, "miles-of-sight", flights, f -> f.getField("visibility"));
    gold.writeText("report.html", page, WriteOptions.overwrite());
  }

  /** Writes one answer as CSV, and returns it as HTML. */
  private static String publish(
      Store gold, String by, List<NamedCsvRecord> flights, Function<NamedCsvRecord, String> group) {
    StringBuilder csv = new StringBuilder(by + ",departed,late\n");
    StringBuilder html = new StringBuilder("<h2>Late by " + by + "</h2><table>");
    new TreeMap<>(flights.stream().collect(groupingBy(group)))
        .forEach(
            (name, of) -> {
              long late =
                  of.stream().filter(f -> Integer.parseInt(f.getField("delay")) > 14).count();
              String share = String.format(Locale.ROOT, "%.1f%%", 100.0 * late / of.size());
              csv.append(name).append(',').append(of.size()).append(',').append(late).append('\n');
              html.append("<tr><td>").append(name).append("<td>").append(share);
            });
    gold.writeText("late-by-" + by + ".csv", csv.toString(), WriteOptions.overwrite());
    return html.append("</table>").toString();
  }

  private static List<NamedCsvRecord> rows(Store store, String key) throws IOException {
    try (InputStream in = new GZIPInputStream(store.read(key))) {
      InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }
  }
}
