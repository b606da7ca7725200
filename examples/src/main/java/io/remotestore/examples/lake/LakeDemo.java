package io.remotestore.examples.lake;

import io.remotestore.Store;
import java.io.PrintStream;
import java.time.Clock;

/**
 * A pipeline that turns raw records of flights and weather into answers: bronze keeps the files as
 * they came, silver types, cleans and partitions them, gold answers questions and draws a report.
 *
 * <p>It needs a store that reads, writes and lists; what else the store can do it uses. Running it
 * again leaves what is there already, and writes only what is missing or different.
 */
public final class LakeDemo {
  private LakeDemo() {}

  /** Runs the pipeline over {@code lake}, and prints plain text. */
  public static LakeSummary run(Store lake, PrintStream out) {
    return run(lake, Terminal.plain(out), Clock.systemUTC());
  }

  /**
   * Runs the pipeline over {@code lake}.
   *
   * @param clock measures how long steps take; the result does not depend on it
   * @throws io.remotestore.RemoteStoreException if the store fails; running again goes on from
   *     there
   */
  public static LakeSummary run(Store lake, Terminal terminal, Clock clock) {
    try (Store bronze = lake.child(Bronze.FOLDER);
        Store silver = lake.child(Silver.FOLDER);
        Store gold = lake.child(Gold.FOLDER)) {
      Progress progress = new Progress(terminal, clock);
      progress.start(lake);
      progress.layer("Bronze", "the raw files, byte for byte as they came");
      new Bronze(bronze, clock).run(progress::done);

      progress.layer("Silver", "typed, cleaned, a partition for each day");
      Silver tables = new Silver(silver, CsvFormat.GZIP, clock);
      tables.run(bronze, progress::done, progress::note);

      progress.layer("Gold", "answers, as tables and as one page to look at");
      Answers answers = new Gold(gold, clock).run(tables, progress::done);

      LakeSummary summary = progress.summary(lake, new Findings(answers).headline());
      progress.end(lake, summary);
      return summary;
    }
  }
}
