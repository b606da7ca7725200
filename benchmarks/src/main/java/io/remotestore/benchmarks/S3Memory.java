package io.remotestore.benchmarks;

import io.remotestore.benchmarks.S3Process.NoSampleException;
import io.remotestore.benchmarks.S3Process.Sample;
import io.remotestore.benchmarks.clients.BareClient;
import io.remotestore.benchmarks.clients.Task;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * An object of gigabytes up and down through a heap of 64 MiB, and the most that was resident
 * meanwhile, by this library. Another client looks whether the bytes are the same.
 */
final class S3Memory {
  private static final List<String> FLAGS = List.of("-Xmx64m");
  private static final long LIMIT_SECONDS = 600;
  private static final double MOST = 256L << 20;

  private final S3Commands commands;
  private final S3Servers servers;
  private final long size;
  private final PrintStream progress;
  private final Table table;
  private boolean met = true;

  S3Memory(S3Commands commands, S3Servers servers, long size, PrintStream progress) {
    this.commands = commands;
    this.servers = servers;
    this.size = size;
    this.progress = progress;
    this.table =
        new Table(
            (size >> 20) + " MiB, heap of 64 MiB", "time", "rate", "CPU", "peak resident", "");
  }

  /** Tells whether every peak was below the limit, and all bytes were right. */
  boolean isMet() {
    return met;
  }

  /** Measures and returns the table. */
  String measure() throws Exception {
    run("up, from a file", Task.PUT_FILE);
    check("up/store.file");
    run("up, from a stream of unknown length", Task.PUT_STREAM);
    check("up/store.stream");
    try (BareClient client = new BareClient(servers.place(S3Case.Server.STORE))) {
      long unused = client.putFile(Task.LARGE_KEY, servers.folder().resolve(Task.SOURCE));
    }
    run("down, as a stream", Task.STREAM);
    run("down, into a file", Task.FILE);
    compare(servers.folder().resolve("target-store"));
    return table.toString();
  }

  private void run(String row, Task task) throws Exception {
    progress.println("memory: " + row);
    S3Case of = new S3Case(row, task, 1, S3Case.Server.STORE, size);
    try (S3Process process =
        new S3Process(
            commands.serving(S3Subject.STORE, of, servers, FLAGS),
            S3Commands.environment(servers.place(S3Case.Server.STORE)))) {
      Sample sample = process.run(0, LIMIT_SECONDS);
      double peak = process.peak();
      met &= peak < MOST;
      table.row(
          row,
          Text.number(sample.nanos() / 1e9) + " s",
          Text.number(size / 1e6 / (sample.nanos() / 1e9)) + " MB/s",
          Text.number(sample.cpuNanos() / 1e9) + " s",
          Text.bytes(List.of(peak)),
          peak < MOST ? "met" : "missed");
    } catch (NoSampleException e) {
      met = false;
      progress.println("*** " + row + " FAILED: " + e.reason());
      table.row(row, "", "", "", "", "failed: " + e.reason());
    }
  }

  /** Fetches what was written and removes it there. */
  private void check(String key) throws Exception {
    Path copy = servers.folder().resolve("copy");
    try (BareClient client = new BareClient(servers.place(S3Case.Server.STORE))) {
      long unused = client.file(key, copy);
      unused = client.delete(List.of(key));
    }
    compare(copy);
  }

  private void compare(Path copy) throws IOException {
    long differs = Files.mismatch(servers.folder().resolve(Task.SOURCE), copy);
    Files.delete(copy);
    if (differs >= 0) {
      throw new IOException(
          String.format(Locale.ROOT, "byte %d of what went through is another", differs));
    }
  }
}
