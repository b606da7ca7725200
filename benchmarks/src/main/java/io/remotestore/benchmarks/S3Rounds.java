package io.remotestore.benchmarks;

import io.remotestore.benchmarks.S3Process.NoSampleException;
import io.remotestore.benchmarks.S3Process.Sample;
import io.remotestore.benchmarks.clients.Task;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures clients of S3: case by case, all in turn. Each has a process of its own for the case,
 * which is warmed up first; the processes then take short turns, so that what else the machine does
 * falls on all of them, and another one begins in each round.
 */
final class S3Rounds {
  private static final long LIMIT_SECONDS = 120;

  /**
   * Enough calls for the JVM to have compiled what a call runs through, while the callers take the
   * processors that the compiler needs: CPU for each call fell until then.
   */
  private static final long WARM_CALLS = 600_000;

  private static final int MOST_WARM_UPS = 4;

  /** How many times as many turns follow for the bare socket and for this library. */
  static final int MORE_ROUNDS = 3;

  /** Where a server is quick enough for the client to be what is measured. */
  private static final int MOST_OF_SMALL_READS = 8;

  private final S3Commands commands;
  private final S3Servers servers;
  private final Pace pace;
  private final PrintStream progress;
  private final Measurements measurements = new Measurements();
  private final Blanks blanks = new Blanks();

  S3Rounds(S3Commands commands, S3Servers servers, Pace pace, PrintStream progress) {
    this.commands = commands;
    this.servers = servers;
    this.pace = pace;
    this.progress = progress;
  }

  /** What was found so far. */
  Measurements found() {
    return measurements;
  }

  /** Why a client has no figure. */
  Blanks blanks() {
    return blanks;
  }

  void measure(List<S3Case> cases) throws Exception {
    for (S3Case next : cases) {
      measure(next);
    }
  }

  private void measure(S3Case of) throws Exception {
    Map<S3Subject, S3Process> running = new LinkedHashMap<>();
    try {
      for (S3Subject subject : commands.subjects()) {
        progress.printf(Locale.ROOT, "s3 %s: %s warms up%n", of.row(), subject.name());
        S3Process process = start(subject, of);
        running.put(subject, process);
        attempt(running, subject, of, () -> warmUp(process, subject, of));
      }
      for (int round = 1; round <= pace.rounds(); round++) {
        progress.printf(Locale.ROOT, "s3 %s: %d/%d%n", of.row(), round, pace.rounds());
        List<S3Subject> turned = new ArrayList<>(running.keySet());
        Collections.rotate(turned, round);
        for (S3Subject subject : turned) {
          attempt(running, subject, of, () -> count(running, subject, of));
        }
      }
      measureAgainstTheLimit(running, of);
    } finally {
      running.values().forEach(S3Process::close);
    }
  }

  /** Goals are ratios of two clients, which take more turns than one could wait for from all. */
  private void measureAgainstTheLimit(Map<S3Subject, S3Process> running, S3Case of)
      throws Exception {
    if (of.task() == Task.DELETE) {
      return; // the keys have to be made again each time
    }
    for (int round = 0; round < pace.rounds() * MORE_ROUNDS; round++) {
      progress.printf(Locale.ROOT, "s3 %s: against the limit, %d%n", of.row(), round + 1);
      boolean even = round % 2 == 0;
      for (S3Subject subject : even ? S3Subject.LIMIT_AND_STORE : S3Subject.STORE_AND_LIMIT) {
        attempt(running, subject, of, () -> count(running, subject, of));
      }
    }
  }

  private S3Process start(S3Subject subject, S3Case of) throws IOException, InterruptedException {
    return new S3Process(
        commands.serving(subject, of, servers, flags()),
        S3Commands.environment(servers.place(of.server())));
  }

  private static List<String> flags() {
    return Runtime.version().feature() >= 24
        ? List.of(
            "-Xmx2g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        : List.of("-Xmx2g");
  }

  private interface Step {
    void run() throws Exception;
  }

  /** A client that cannot do it, or fails, is out of the case, and the page says why. */
  private void attempt(Map<S3Subject, S3Process> running, S3Subject subject, S3Case of, Step step)
      throws Exception {
    try {
      step.run();
    } catch (NoSampleException e) {
      blanks.add(of.row(), subject.name(), e.reason());
      progress.println("*** " + of.row() + " WITHOUT " + subject.name() + ": " + e.reason());
      S3Process process = running.remove(subject);
      if (process != null) {
        process.close();
      }
    }
  }

  private void warmUp(S3Process process, S3Subject subject, S3Case of) throws Exception {
    if (of.isKeys()) {
      warmUpKeys(process, subject, of);
      return;
    }
    long calls = of.isLarge() ? 1 : WARM_CALLS;
    long done = 0;
    for (int i = 0; i < mostWarmUps(subject, of) && (i == 0 || done < calls); i++) {
      done += process.run(pace.warmupMillis(), LIMIT_SECONDS).operations();
    }
  }

  /** What is compiled beforehand needs little. */
  private static int mostWarmUps(S3Subject subject, S3Case of) {
    if (!subject.isJava()) {
      return 1;
    }
    return of.task() == Task.GET ? MOST_OF_SMALL_READS : MOST_WARM_UPS;
  }

  private void warmUpKeys(S3Process process, S3Subject subject, S3Case of) throws Exception {
    boolean dear = of.task() == Task.DELETE; // the keys have to be made again
    long enough = dear || !subject.isJava() ? 1 : 1_000_000L * MOST_WARM_UPS * pace.warmupMillis();
    for (long spent = 0; spent < enough; ) {
      spent += once(process, subject, of).nanos();
    }
  }

  private void count(Map<S3Subject, S3Process> running, S3Subject subject, S3Case of)
      throws Exception {
    S3Process process = running.get(subject);
    if (process == null) {
      return;
    }
    Sample sample =
        of.isKeys()
            ? once(process, subject, of)
            : process.run(pace.iterationMillis(), LIMIT_SECONDS);
    double operations = sample.operations();
    measurements.add(
        of.row(), subject.name(), Measurements.Metric.TIME, sample.nanos() / operations);
    measurements.add(
        of.row(), subject.name(), Measurements.Metric.CPU, sample.cpuNanos() / operations);
  }

  private Sample once(S3Process process, S3Subject subject, S3Case of) throws Exception {
    if (of.task() == Task.DELETE) {
      servers.make(Task.keys(subject.name(), of.count()));
    }
    return process.run(0, LIMIT_SECONDS);
  }
}
