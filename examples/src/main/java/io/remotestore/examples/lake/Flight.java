package io.remotestore.examples.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled departure.
 *
 * @param scheduled when it should leave, by the clock on the airport's wall
 * @param scheduledHour the full hour of that, by which weather is looked up
 * @param departureDelay minutes after schedule, negative if early; null if it never left
 * @param arrivalDelay minutes after schedule; null if it never left, or never arrived there
 * @param airTime minutes in the air
 * @param distance in miles
 */
record Flight(
    LocalDateTime scheduled,
    Instant scheduledHour,
    String carrier,
    int number,
    @Nullable String tailNumber,
    String origin,
    String destination,
    @Nullable Integer departureDelay,
    @Nullable Integer arrivalDelay,
    @Nullable Integer airTime,
    int distance) {

  static final Table<Flight> TABLE =
      new Table<>(
          "flights",
          List.of(
              Column.dateTime("scheduled", Flight::scheduled),
              Column.instant("scheduled_hour", Flight::scheduledHour),
              Column.text("carrier", Flight::carrier),
              Column.integer("flight", Flight::number),
              Column.text("tail_number", Flight::tailNumber),
              Column.text("origin", Flight::origin),
              Column.text("destination", Flight::destination),
              Column.bool("cancelled", Flight::cancelled),
              Column.integer("departure_delay_min", Flight::departureDelay),
              Column.integer("arrival_delay_min", Flight::arrivalDelay),
              Column.integer("air_time_min", Flight::airTime),
              Column.integer("distance_mi", Flight::distance)));

  /** Makes sense of a row of the raw file. */
  static Flight fromRaw(Row row) {
    return new Flight(
        LocalDateTime.of(
            row.requiredInteger("year"),
            row.requiredInteger("month"),
            row.requiredInteger("day"),
            row.requiredInteger("hour"),
            row.requiredInteger("minute")),
        Row.required("time_hour", row.instant("time_hour")),
        row.requiredText("carrier"),
        row.requiredInteger("flight"),
        row.text("tailnum"),
        row.requiredText("origin"),
        row.requiredText("dest"),
        row.integer("dep_delay"),
        row.integer("arr_delay"),
        row.integer("air_time"),
        row.requiredInteger("distance"));
  }

  /** Reads a row of {@link #TABLE}. */
  static Flight of(Row row) {
    return new Flight(
        Row.required("scheduled", row.dateTime("scheduled")),
        Row.required("scheduled_hour", row.instant("scheduled_hour")),
        row.requiredText("carrier"),
        row.requiredInteger("flight"),
        row.text("tail_number"),
        row.requiredText("origin"),
        row.requiredText("destination"),
        row.integer("departure_delay_min"),
        row.integer("arrival_delay_min"),
        row.integer("air_time_min"),
        row.requiredInteger("distance_mi"));
  }

  LocalDate day() {
    return scheduled.toLocalDate();
  }

  /** Tells whether it never left. */
  boolean cancelled() {
    return departureDelay == null;
  }
}
