package io.remotestore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The process of one client and one task; it answers lines with lines. */
final class S3Process implements AutoCloseable {
  private static final String END = "failed its process ended";

  private final Process process;
  private final PrintStream in;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /**
   * What a run took.
   *
   * @param operations how many there were
   * @param nanos how long they took
   * @param cpuNanos processor time of the process meanwhile
   */
  record Sample(long operations, long nanos, long cpuNanos) {}

  /** A client cannot do its task, or did not; the message says why. */
  static final class NoSampleException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    NoSampleException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  S3Process(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    this.process = builder.start();
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "answers");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        answers.add(line);
      }
    } catch (IOException e) {
      answers.add("failed " + e.getMessage());
    }
    answers.add(END);
  }

  /** Runs for a time, or once where it is 0. */
  Sample run(long millis, long limitSeconds) throws InterruptedException, NoSampleException {
    String answer = ask("run " + TimeUnit.MILLISECONDS.toNanos(millis), limitSeconds);
    String[] words = answer.split(" ", -1);
    if (!words[0].equals("ran")) {
      throw new NoSampleException(answer.substring(answer.indexOf(' ') + 1));
    }
    return new Sample(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
  }

  /** Returns the most that was resident, in bytes. */
  double peak() throws InterruptedException, NoSampleException {
    String answer = ask("peak", 10);
    if (!answer.startsWith("peak ")) {
      throw new NoSampleException(answer);
    }
    return Double.parseDouble(answer.substring("peak ".length()));
  }

  private String ask(String question, long limitSeconds)
      throws InterruptedException, NoSampleException {
    in.println(question);
    String answer = answers.poll(limitSeconds, TimeUnit.SECONDS);
    if (answer == null) {
      process.destroyForcibly();
      throw new NoSampleException("no end within " + limitSeconds + " s");
    }
    return answer;
  }

  /** Ends it; who does not end by itself is ended. */
  @Override
  public void close() {
    in.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
