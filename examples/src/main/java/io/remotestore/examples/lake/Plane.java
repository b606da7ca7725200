package io.remotestore.examples.lake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An aircraft of the register; {@code year} is when it was built. */
record Plane(
    String tailNumber, @Nullable Integer year, String manufacturer, String model, int seats) {

  static final Table<Plane> TABLE =
      new Table<>(
          "planes",
          List.of(
              Column.text("tail_number", Plane::tailNumber),
              Column.integer("year_built", Plane::year),
              Column.text("manufacturer", Plane::manufacturer),
              Column.text("model", Plane::model),
              Column.integer("seats", Plane::seats)));

  /** Makes sense of a row of the raw file. */
  static Plane fromRaw(Row row) {
    return new Plane(
        row.requiredText("tailnum"),
        row.integer("year"),
        row.requiredText("manufacturer"),
        row.requiredText("model"),
        row.requiredInteger("seats"));
  }

  /** Reads a row of {@link #TABLE}. */
  static Plane of(Row row) {
    return new Plane(
        row.requiredText("tail_number"),
        row.integer("year_built"),
        row.requiredText("manufacturer"),
        row.requiredText("model"),
        row.requiredInteger("seats"));
  }
}
