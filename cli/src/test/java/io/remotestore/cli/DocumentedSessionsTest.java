package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types what the documentation shows, and compares what comes.
 *
 * <p>In a block {@code console}, a line that begins with {@code $} is a command, with lines that
 * begin with {@code >} as its continuation, and what follows is its output. A line {@code ...}
 * stands for any lines, a {@code …} in a line for any text. The sessions of a page share a folder
 * and run in their order.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the sessions are for POSIX shells")
@Timeout(120)
class DocumentedSessionsTest {
  private static final Path ROOT = Path.of("..");

  /** A command and what it is said to print. */
  private record Step(String command, List<String> expected) {}

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String folder : List.of("docs", "examples")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
        all.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    List<Path> withSessions = new ArrayList<>();
    for (Path page : pages) {
      if (Files.readString(page).contains("```console\n")) {
        withSessions.add(page);
      }
    }
    return withSessions;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatThePagesShowIsWhatComes(Path page, @TempDir Path temporary) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("session"));
    Path bin = program(temporary);
    for (Step step : steps(Files.readAllLines(page))) {
      List<String> printed = run(step.command(), folder, bin);
      assertThat(matches(step.expected(), printed))
          .withFailMessage(
              "%s%n$ %s%nis said to print%n%s%nand prints%n%s",
              page, step.command(), String.join("\n", step.expected()), String.join("\n", printed))
          .isTrue();
    }
  }

  /** The program as users have it on their path. */
  private static Path program(Path temporary) throws IOException {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Path program = bin.resolve("remote-store");
    Files.writeString(
        program,
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' io.remotestore.cli.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return bin;
  }

  private static List<Step> steps(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith("$ ")) {
        steps.add(new Step(line.substring(2), new ArrayList<>()));
      } else if (inside && (line.startsWith("> ") || line.equals(">"))) {
        Step last = steps.remove(steps.size() - 1);
        String more = line.length() < 2 ? "" : line.substring(2);
        steps.add(new Step(last.command() + "\n" + more, last.expected()));
      } else if (inside) {
        steps.get(steps.size() - 1).expected().add(line);
      }
    }
    return steps;
  }

  private static List<String> run(String command, Path folder, Path bin) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().remove("XDG_CONFIG_HOME");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isLessThan(126);
    return out.lines().toList();
  }

  private static boolean matches(List<String> expected, List<String> printed) {
    String pattern =
        expected.stream()
            .map(line -> line.equals("...") ? "(?:[^\n]*\n)*" : line(line) + "\n")
            .collect(Collectors.joining());
    String text = printed.stream().map(line -> line + "\n").collect(Collectors.joining());
    return Pattern.compile(pattern).matcher(text).matches();
  }

  private static String line(String line) {
    return Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining("[^\n]*"));
  }
}
