package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Listings of many files, which must be there, in each of the ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ListingBenchmark {

  /** The way. */
  @Param({"STORE"})
  public String subject = "";

  /** The folder with the two trees. */
  @Param({"target/data"})
  public String folder = "";

  /** Which of them: {@code deep} or {@code flat}. */
  @Param({"deep"})
  public String tree = "";

  /** How many files it holds. */
  @Param({"100000"})
  public int count;

  private Subject files = new BareSubject(Path.of(""));

  /** Opens the folder. */
  @Setup
  public void open() throws IOException {
    files = Subject.Kind.valueOf(subject).open(Path.of(folder).toAbsolutePath());
  }

  /** Closes it. */
  @TearDown
  public void close() throws IOException {
    files.close();
  }

  /** All files in any order. */
  @Benchmark
  public long recursive() throws IOException {
    return checked(files.listRecursive(tree), count);
  }

  /** All files in the order of their keys. */
  @Benchmark
  public long ordered() throws IOException {
    return checked(files.listOrdered(tree), count);
  }

  /** The tenth of the files that matches a pattern. */
  @Benchmark
  public long glob() throws IOException {
    return checked(files.glob(tree + "/**/*.txt"), count / 10);
  }

  private static long checked(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("found " + found + " files of " + expected);
    }
    return found;
  }
}
