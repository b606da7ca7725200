package io.remotestore.examples.lake;

import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** Reads the raw files. */
final class RawTables {
  private RawTables() {}

  /** Reads a raw file out of the bronze layer. */
  static <R> List<R> read(Store bronze, SourceFile file, Function<Row, R> reader) {
    try (StoreInputStream in = bronze.read(file.name())) {
      return CsvFormat.GZIP.read(in, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts the rows of a raw file. */
  static long countRows(byte[] file) {
    try {
      return CsvFormat.GZIP.read(new ByteArrayInputStream(file), row -> Boolean.TRUE).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
