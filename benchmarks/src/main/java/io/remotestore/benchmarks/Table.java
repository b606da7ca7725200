package io.remotestore.benchmarks;

import java.util.List;

/** A Markdown table: names to the left, numbers to the right. */
final class Table {
  private final StringBuilder text = new StringBuilder();
  private final int columns;
  private int rows = -1; // the header is none

  Table(String... header) {
    this.columns = header.length;
    row(header);
    text.append("|---").append("|--:".repeat(columns - 1)).append("|\n");
  }

  void row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
    }
    rows++;
    text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }

  boolean isEmpty() {
    return rows == 0;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
