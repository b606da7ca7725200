package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
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

/** Looks at files and folders, in each of the ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LookBenchmark {
  private static final String FOLDER = "one/two/three";

  /** The way. */
  @Param({"STORE"})
  public String subject = "";

  /** The folder below which all happens. */
  @Param({"target/data"})
  public String folder = "";

  private Path root = Path.of("");
  private Subject files = new BareSubject(root);

  /** Lays out a folder of a hundred files. */
  @Setup
  public void open() throws IOException {
    Path parent = Files.createDirectories(Path.of(folder).toAbsolutePath());
    root = Files.createTempDirectory(parent, "looks");
    Trees.flat(root.resolve(FOLDER), 100);
    files = Subject.Kind.valueOf(subject).open(root);
  }

  /** Removes all. */
  @TearDown
  public void close() throws IOException {
    files.close();
    Trees.delete(root);
  }

  /** Size, time, ETag and extended attributes of a file. */
  @Benchmark
  public Object info() throws IOException {
    return files.info(FOLDER + "/file-7.bin");
  }

  /** Whether a file is there, which it is. */
  @Benchmark
  public boolean exists() throws IOException {
    return files.exists(FOLDER + "/file-7.bin");
  }

  /** Whether a file is there, which it is not. */
  @Benchmark
  public boolean missing() throws IOException {
    return files.exists(FOLDER + "/no-file.bin");
  }

  /** A hundred files of one folder. */
  @Benchmark
  public long list() throws IOException {
    return files.list(FOLDER);
  }
}
