package io.remotestore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Python library, timed by a program of its own inside Python. */
final class Python {
  private final Path interpreter;
  private final Path program;
  private final Path data;

  Python(Path interpreter, Path program, Path data) {
    this.interpreter = interpreter;
    this.program = program;
    this.data = data;
  }

  /** The versions of Python and of the library, or the reason why there are none. */
  List<String> versions() throws IOException, InterruptedException {
    return run(List.of("versions"));
  }

  /** Adds as many samples as an own iteration of the group takes. */
  void measure(Group group, Case next, Measurements measurements)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(next.python());
    boolean single = group.unit() == java.util.concurrent.TimeUnit.MILLISECONDS;
    arguments.add(data.toString());
    arguments.add(Integer.toString(group.pace().iterations()));
    arguments.add(Integer.toString(single ? 0 : group.pace().iterationMillis()));
    for (String line : run(arguments)) {
      String[] parts = line.split(" ", -1);
      Measurements.Metric metric = Measurements.Metric.valueOf(parts[0]);
      double value = Double.parseDouble(parts[1]);
      boolean time = metric == Measurements.Metric.TIME;
      measurements.add(
          next.row(), Case.PYTHON, metric, time ? value / group.unit().toNanos(1) : value);
    }
  }

  private List<String> run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(interpreter.toString(), program.toString()), arguments.stream())
            .toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().toList();
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("the Python program ended with " + code + ": " + arguments);
    }
    return lines;
  }
}
