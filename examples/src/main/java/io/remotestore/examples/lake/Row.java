package io.remotestore.examples.lake;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row as a format reads it; a missing value is null, a column that is not there an error. */
interface Row {

  @Nullable String text(String column);

  @Nullable Integer integer(String column);

  @Nullable Double decimal(String column);

  @Nullable LocalDateTime dateTime(String column);

  @Nullable Instant instant(String column);

  /** Returns {@code value}, which the data promise to hold. */
  static <T> T required(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a row has no value in column " + column);
    }
    return value;
  }

  default String requiredText(String column) {
    return required(column, text(column));
  }

  default int requiredInteger(String column) {
    return required(column, integer(column));
  }

  default double requiredDecimal(String column) {
    return required(column, decimal(column));
  }
}
