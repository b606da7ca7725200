package io.remotestore.examples.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/** How the rows of a table become the bytes of a file; the pipeline knows no more of it. */
interface TableFormat {

  /** What the names of such files end with, dot included. */
  String suffix();

  /** The media type of such files. */
  String contentType();

  /** Writes a whole file. Equal rows give equal bytes. The stream stays open. */
  <R> void write(Table<R> table, List<R> rows, OutputStream out) throws IOException;

  /** Reads a whole file. The stream stays open. */
  <R> List<R> read(InputStream in, Function<Row, R> reader) throws IOException;
}
