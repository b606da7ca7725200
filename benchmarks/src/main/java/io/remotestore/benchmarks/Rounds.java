package io.remotestore.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures groups: in each round case by case, in each case way after way, so that what else the
 * machine does in the meantime falls on all of them. Another way begins in each round, so that none
 * always meets what the case before left to the disk.
 */
final class Rounds {
  private final Path data;
  private final @Nullable Python python;
  private final PrintStream progress;

  Rounds(Path data, @Nullable Python python, PrintStream progress) {
    this.data = data;
    this.python = python;
    this.progress = progress;
  }

  Measurements measure(Group group) throws RunnerException, IOException, InterruptedException {
    Measurements measurements = new Measurements();
    for (int round = 1; round <= group.pace().rounds(); round++) {
      for (Case next : group.cases()) {
        progress.printf(
            Locale.ROOT, "%s %d/%d: %s%n", group.name(), round, group.pace().rounds(), next.row());
        inJava(group, next.turned(round), measurements);
        if (python != null && !next.python().isEmpty()) {
          python.measure(group, next, measurements);
        }
      }
    }
    return measurements;
  }

  private void inJava(Group group, Case next, Measurements measurements) throws RunnerException {
    for (RunResult run : new Runner(options(group, next)).run()) {
      BenchmarkParams parameters = run.getParams();
      String subject = parameters.getParam("subject");
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          add(measurements, next.row(), subject, iteration);
        }
      }
      requireSamples(measurements.of(next.row(), subject, Measurements.Metric.TIME), next, subject);
    }
  }

  private static void requireSamples(List<Double> samples, Case of, String subject) {
    if (samples.isEmpty()) {
      throw new IllegalStateException(of.row() + " by " + subject + " gave no result");
    }
  }

  private static void add(
      Measurements measurements, String row, String subject, IterationResult iteration) {
    measurements.add(
        row, subject, Measurements.Metric.TIME, iteration.getPrimaryResult().getScore());
    var others = iteration.getSecondaryResults();
    add(measurements, row, subject, Measurements.Metric.CPU, others.get(ProcessProfiler.CPU));
    add(
        measurements,
        row,
        subject,
        Measurements.Metric.RESIDENT,
        others.get(ProcessProfiler.RESIDENT));
    add(
        measurements,
        row,
        subject,
        Measurements.Metric.ALLOCATED,
        others.get("gc.alloc.rate.norm"));
  }

  private static void add(
      Measurements measurements,
      String row,
      String subject,
      Measurements.Metric metric,
      @Nullable Result<?> result) {
    if (result != null) {
      measurements.add(row, subject, metric, result.getScore());
    }
  }

  private org.openjdk.jmh.runner.options.Options options(Group group, Case next) {
    Pace pace = group.pace();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + next.benchmark().replace(".", "\\.") + "$")
            .forks(1)
            .warmupIterations(pace.warmups())
            .warmupTime(TimeValue.milliseconds(pace.warmupMillis()))
            .measurementIterations(pace.iterations())
            .measurementTime(TimeValue.milliseconds(pace.iterationMillis()))
            .timeout(TimeValue.minutes(2))
            .timeUnit(group.unit())
            .shouldFailOnError(true)
            .addProfiler(ProcessProfiler.class)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(jvmArguments(group))
            .verbosity(VerboseMode.SILENT)
            .param("subject", next.subjects().toArray(String[]::new));
    next.parameters().forEach((name, value) -> options.param(name, value));
    if (!group.name().equals("kernel")) {
      options.param("folder", data.toString());
    }
    return options.build();
  }

  /** A small heap and a plain collector where memory is looked at. */
  private static String[] jvmArguments(Group group) {
    List<String> heap =
        group.unit() == TimeUnit.MILLISECONDS
            ? List.of("-Xmx256m", "-XX:+UseSerialGC")
            : List.of("-Xms1g", "-Xmx1g");
    boolean warns = Runtime.version().feature() >= 24;
    List<String> quiet =
        warns
            ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
            : List.of();
    return java.util.stream.Stream.of(heap, quiet).flatMap(List::stream).toArray(String[]::new);
  }
}
