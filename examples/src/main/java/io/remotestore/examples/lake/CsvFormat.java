package io.remotestore.examples.lake;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** CSV with a header line, in UTF-8; a missing value is empty, and {@code NA} is read as one. */
enum CsvFormat implements TableFormat {
  /** For people: opens in any spreadsheet. */
  PLAIN(".csv", "text/csv"),
  /** For programs: a quarter of the size. */
  GZIP(".csv.gz", "application/gzip");

  private final String suffix;
  private final String contentType;

  CsvFormat(String suffix, String contentType) {
    this.suffix = suffix;
    this.contentType = contentType;
  }

  @Override
  public String suffix() {
    return suffix;
  }

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public <R> void write(Table<R> table, List<R> rows, OutputStream out) throws IOException {
    if (this == PLAIN) {
      writeLines(table, rows, out);
      return;
    }
    GZIPOutputStream gzip = new GZIPOutputStream(out);
    writeLines(table, rows, gzip);
    gzip.finish();
  }

  private static <R> void writeLines(Table<R> table, List<R> rows, OutputStream out)
      throws IOException {
    BufferedWriter text =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    try {
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
      csv.writeRecord(table.columns().stream().map(Column::name).toList());
      for (R row : rows) {
        csv.writeRecord(table.columns().stream().map(c -> cell(c.value().of(row))).toList());
      }
      csv.flush();
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    text.flush();
  }

  private static String cell(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  @Override
  public <R> List<R> read(InputStream in, Function<Row, R> reader) throws IOException {
    InputStream plain = this == PLAIN ? in : new GZIPInputStream(in, 1 << 16);
    List<R> rows = new ArrayList<>();
    try {
      CsvReader.builder()
          .ofNamedCsvRecord(new InputStreamReader(plain, StandardCharsets.UTF_8))
          .forEach(line -> rows.add(reader.apply(new CsvRow(line))));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    return rows;
  }

  private record CsvRow(NamedCsvRecord line) implements Row {

    @Override
    public @Nullable String text(String column) {
      String field = line.getField(column);
      return field.isEmpty() || field.equals("NA") ? null : field;
    }

    @Override
    public @Nullable Integer integer(String column) {
      String text = text(column);
      return text == null ? null : Integer.valueOf(text);
    }

    @Override
    public @Nullable Double decimal(String column) {
      String text = text(column);
      return text == null ? null : Double.valueOf(text);
    }

    @Override
    public @Nullable LocalDateTime dateTime(String column) {
      String text = text(column);
      return text == null ? null : LocalDateTime.parse(text);
    }

    @Override
    public @Nullable Instant instant(String column) {
      String text = text(column);
      return text == null ? null : Instant.parse(text);
    }
  }
}
