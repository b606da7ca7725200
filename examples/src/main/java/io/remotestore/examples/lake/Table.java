package io.remotestore.examples.lake;

import java.util.List;

/** A table's name, which is its folder or file, and its columns in order. */
record Table<R>(String name, List<Column<R>> columns) {
  Table {
    columns = List.copyOf(columns);
  }
}
