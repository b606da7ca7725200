package io.remotestore.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls on small files in memory, with the kernel and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
  private static final String KEY = "one/two/three/file.bin";

  /** The way. */
  @Param({"STORE"})
  public String subject = "";

  /** The size of the file in bytes. */
  @Param({"16"})
  public int size;

  private Calls calls = new Calls.OfDriver();
  private byte[] bytes = new byte[0];

  /** Lays out a file, and a folder of ten. */
  @Setup
  public void open() throws IOException {
    calls.close();
    calls = Calls.Kind.valueOf(subject).open();
    bytes = Trees.content(size);
    calls.write(KEY, bytes);
    for (int i = 0; i < 10; i++) {
      calls.write("ten/file-" + i, bytes);
    }
  }

  /** Removes all. */
  @TearDown
  public void close() {
    calls.close();
  }

  /** A whole file into an array. */
  @Benchmark
  public byte[] read() throws IOException {
    return calls.read(KEY);
  }

  /** An array into a file that is there. */
  @Benchmark
  public Object write() throws IOException {
    return calls.write(KEY, bytes);
  }

  /** Whether a file is there. */
  @Benchmark
  public boolean exists() throws IOException {
    return calls.exists(KEY);
  }

  /** Whether it is a file. */
  @Benchmark
  public boolean isFile() throws IOException {
    return calls.isFile(KEY);
  }

  /** What is known of a file. */
  @Benchmark
  public @Nullable Object info() throws IOException {
    return calls.info(KEY);
  }

  /** Ten files of a folder. */
  @Benchmark
  public long list() throws Exception {
    return calls.list("ten");
  }

  /** A file that comes and goes. */
  @Benchmark
  public Object writeAndDelete() throws IOException {
    Object written = calls.write("one/two/three/passing.bin", bytes);
    calls.delete("one/two/three/passing.bin");
    return written;
  }
}
