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

/** Calls on files of one size, three folders deep, in each of the ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LocalBenchmark {
  private static final String FOLDER = "one/two/three";

  /** The way. */
  @Param({"STORE"})
  public String subject = "";

  /** The size of the file in bytes. */
  @Param({"1024"})
  public int size;

  /** The folder below which all happens. */
  @Param({"target/data"})
  public String folder = "";

  private Path root = Path.of("");
  private Subject files = new BareSubject(root);
  private byte[] bytes = new byte[0];

  /** Lays out a file to read and one to replace. */
  @Setup
  public void open() throws Exception {
    Path parent = Files.createDirectories(Path.of(folder).toAbsolutePath());
    root = Files.createTempDirectory(parent, "calls");
    Files.createDirectories(root.resolve(FOLDER));
    bytes = Trees.content(size);
    files = Subject.Kind.valueOf(subject).open(root);
    Files.write(root.resolve(FOLDER + "/warm.bin"), new byte[1]);
    Trees.warmUp(size, () -> files.read(FOLDER + "/warm.bin"));
    Trees.warmUp(size, () -> files.overwrite(FOLDER + "/warm.bin", new byte[1]));
    Files.write(root.resolve(FOLDER + "/read.bin"), bytes);
    Files.write(root.resolve(FOLDER + "/replaced.bin"), bytes);
  }

  /** Removes all. */
  @TearDown
  public void close() throws IOException {
    files.close();
    Trees.delete(root);
  }

  /** A whole file into an array. */
  @Benchmark
  public byte[] read() throws IOException {
    return files.read(FOLDER + "/read.bin");
  }

  /** An array into a file that is there. */
  @Benchmark
  public Object overwrite() throws IOException {
    return files.overwrite(FOLDER + "/replaced.bin", bytes);
  }
}
