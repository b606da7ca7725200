package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writes of files that must not be there yet, three folders deep, in each of the ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CreateBenchmark {
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
  private String fresh = "";
  private long made;

  /** Lays out a folder. */
  @Setup
  public void open() throws Exception {
    Path parent = Files.createDirectories(Path.of(folder).toAbsolutePath());
    root = Files.createTempDirectory(parent, "creates");
    Files.createDirectories(root.resolve(FOLDER));
    bytes = Trees.content(size);
    files = Subject.Kind.valueOf(subject).open(root);
    Trees.warmUp(
        size,
        () -> {
          Object unused = files.create(FOLDER + "/warm.bin", new byte[1]);
          Files.delete(root.resolve(FOLDER + "/warm.bin"));
          return unused;
        });
  }

  /** Removes all. */
  @TearDown
  public void close() throws IOException {
    files.close();
    Trees.delete(root);
  }

  /** A name that was not used. */
  @Setup(Level.Invocation)
  public void name() {
    fresh = FOLDER + "/created-" + made++ + ".bin";
  }

  /** Removes what was created, outside the measured time, so that no folder grows. */
  @TearDown(Level.Invocation)
  public void discard() throws IOException {
    Files.deleteIfExists(root.resolve(fresh));
  }

  /** An array into a new file. */
  @Benchmark
  public Object create() throws IOException {
    return files.create(fresh, bytes);
  }
}
