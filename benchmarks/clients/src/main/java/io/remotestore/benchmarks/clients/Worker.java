package io.remotestore.benchmarks.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of one client and one task. Its arguments are the client, the task, how many callers,
 * endpoint, bucket, a folder, the size or number of keys, and the server's certificate ({@code -}
 * for none); the keys are in the environment. It reads lines and answers each with one:
 *
 * <pre>
 * run NANOS   ran OPERATIONS NANOS CPU_NANOS, or unable REASON, or failed MESSAGE
 * peak        peak BYTES
 * </pre>
 *
 * <p>{@code run 0} does it once. At the end of its input the process ends. With {@code once} in the
 * place of how many callers, it does the task once and ends.
 */
public final class Worker {
  private Worker() {}

  /** Opens the client of a name. */
  public interface Opener {
    /** Opens it, {@code name} being one of several that a library has. */
    Client open(String name, Place place) throws Exception;
  }

  /** Runs the process; the main method of every client's module is this. */
  public static void run(Opener opener, String... arguments) throws Exception {
    List<String> given = List.of(arguments);
    Task task = Task.valueOf(given.get(1));
    Place place =
        new Place(
            URI.create(given.get(3)),
            given.get(4),
            System.getenv("AWS_ACCESS_KEY_ID"),
            System.getenv("AWS_SECRET_ACCESS_KEY"),
            given.get(7).equals("-") ? "" : given.get(7));
    Path folder = Path.of(given.get(5));
    long count = Long.parseLong(given.get(6));
    try (Client client = opener.open(given.get(0), place)) {
      Task.Once once = task.over(client, given.get(0), folder, count);
      if (given.get(2).equals("once")) {
        long unused = once.run();
        return;
      }
      try (Callers callers = new Callers(Integer.parseInt(given.get(2)), once)) {
        answer(callers);
      }
    }
  }

  private static void answer(Callers callers) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // what a library prints is no answer
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(
          line.equals("peak")
              ? "peak " + peakBytes()
              : ran(callers, Long.parseLong(line.substring("run ".length()))));
    }
  }

  private static String ran(Callers callers, long nanos) {
    try {
      Callers.Sample sample = callers.run(nanos);
      return "ran " + sample.operations() + " " + sample.nanos() + " " + sample.cpuNanos();
    } catch (UnsupportedOperationException e) {
      return "unable " + e.getMessage();
    } catch (Exception e) {
      e.printStackTrace();
      return "failed " + String.valueOf(e).replaceAll("\\s+", " ");
    }
  }

  /** The high-water mark of resident memory that Linux keeps; 0 elsewhere. */
  private static long peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }
}
