package io.remotestore.examples.lake;

import io.remotestore.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The layer of the raw files, byte for byte as they came. */
final class Bronze {
  static final String FOLDER = "bronze";

  private final Publisher publisher;
  private final Clock clock;

  Bronze(Store layer, Clock clock) {
    this.publisher = new Publisher(layer);
    this.clock = clock;
  }

  void run(Consumer<Step> done) {
    for (SourceFile file : SourceFile.ALL) {
      Instant start = clock.instant();
      byte[] bytes = file.bytes();
      long rows = RawTables.countRows(bytes);
      Step.Tally tally = new Step.Tally();
      tally.add(
          publisher.publish(file.name(), bytes, CsvFormat.GZIP.contentType(), file.source(), rows),
          rows,
          bytes.length);
      done.accept(tally.step(file.name(), Duration.between(start, clock.instant())));
    }
  }
}
