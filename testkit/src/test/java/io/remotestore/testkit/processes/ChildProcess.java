package io.remotestore.testkit.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM of its own that runs a {@link Work}; ended when this is closed, at the latest. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private ChildProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.in = process.outputWriter(UTF_8);
  }

  static ChildProcess start(Work work, Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Work.class.getName()));
    command.addAll(List.of(work.name(), root.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ChildProcess(builder.start());
  }

  /** The next line that the child says; null once it has ended. */
  @Nullable String hear() throws IOException {
    return out.readLine();
  }

  /** Fails unless this is what the child says next. */
  void expect(String line) throws IOException {
    String heard = hear();
    if (!line.equals(heard)) {
      throw new AssertionError("the child said " + heard + " instead of " + line);
    }
  }

  void say(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns what the child had said by then and nobody has heard yet. */
  List<String> kill() throws InterruptedException {
    boolean unusedSent =
        process.toHandle().destroyForcibly(); // keeps the pipes, unlike the process' own
    List<String> rest = out.lines().toList();
    int unused = process.waitFor();
    return rest;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    int unused = process.waitFor();
  }
}
