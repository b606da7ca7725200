package io.remotestore.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What a benchmark takes: processor time per operation, which says more than the clock where others
 * use the machine, of all Java threads, so that neither the compiler nor native threads count; and
 * the most memory of the process that was resident.
 */
public final class ProcessProfiler implements InternalProfiler {
  static final String CPU = "cpu";
  static final String RESIDENT = "resident";
  private static final Path STATUS = Path.of("/proc/self/status");

  private long before;

  /** For JMH. */
  public ProcessProfiler() {}

  @Override
  public String getDescription() {
    return "Processor time per operation and peak resident memory";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = cpuNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long spent = cpuNanos() - before;
    long operations = Math.max(1, result.getMetadata().getMeasuredOps());
    List<Result<?>> results = new ArrayList<>();
    results.add(new ScalarResult(CPU, (double) spent / operations, "ns/op", AggregationPolicy.AVG));
    double resident = residentBytes();
    if (resident > 0) {
      results.add(new ScalarResult(RESIDENT, resident, "B", AggregationPolicy.MAX));
    }
    return results;
  }

  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getAllThreadIds())
        .map(threads::getThreadCpuTime)
        .filter(nanos -> nanos > 0)
        .sum();
  }

  /** Linux tells it; 0 elsewhere. */
  private static double residentBytes() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
