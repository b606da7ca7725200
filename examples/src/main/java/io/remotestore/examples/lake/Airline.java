package io.remotestore.examples.lake;

import java.util.List;

/** A carrier's two-letter code and its name. */
record Airline(String carrier, String name) {

  static final Table<Airline> TABLE =
      new Table<>(
          "airlines",
          List.of(Column.text("carrier", Airline::carrier), Column.text("name", Airline::name)));

  /** Reads a row of the raw file or of {@link #TABLE}, which are alike. */
  static Airline of(Row row) {
    return new Airline(row.requiredText("carrier"), row.requiredText("name"));
  }
}
