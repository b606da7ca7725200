package io.remotestore.examples.lake;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table, typed so that a format with a schema can write it as well as CSV can.
 *
 * @param value takes the column's value out of a row; what it returns is of the class that {@link
 *     Type} names, or null
 */
record Column<R>(String name, Type type, Value<R> value) {

  /** What the values of a column are. */
  enum Type {
    /** {@link String}. */
    TEXT,
    /** {@link Integer}. */
    INTEGER,
    /** {@link Double}. */
    DECIMAL,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** {@link java.time.LocalDateTime}, by the clock on the airport's wall. */
    DATE_TIME,
    /** {@link java.time.Instant}. */
    INSTANT
  }

  /** Takes a value out of a row. */
  @FunctionalInterface
  interface Value<R> {
    @Nullable Object of(R row);
  }

  static <R> Column<R> text(String name, Value<R> value) {
    return new Column<>(name, Type.TEXT, value);
  }

  static <R> Column<R> integer(String name, Value<R> value) {
    return new Column<>(name, Type.INTEGER, value);
  }

  static <R> Column<R> decimal(String name, Value<R> value) {
    return new Column<>(name, Type.DECIMAL, value);
  }

  static <R> Column<R> bool(String name, Value<R> value) {
    return new Column<>(name, Type.BOOLEAN, value);
  }

  static <R> Column<R> date(String name, Value<R> value) {
    return new Column<>(name, Type.DATE, value);
  }

  static <R> Column<R> dateTime(String name, Value<R> value) {
    return new Column<>(name, Type.DATE_TIME, value);
  }

  static <R> Column<R> instant(String name, Value<R> value) {
    return new Column<>(name, Type.INSTANT, value);
  }
}
