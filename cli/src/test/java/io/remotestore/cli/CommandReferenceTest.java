package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the page of all commands what the commands say of themselves. */
class CommandReferenceTest {
  private static final Path PAGE = Path.of("../docs/command-reference.md");

  @Test
  void thePageIsWhatTheCommandsSay(@TempDir Path folder) throws IOException {
    CommandLineRun cli = new CommandLineRun(folder);
    StringBuilder page =
        new StringBuilder(
            """
            # Command reference

            This page shows the help of each command; [the command line](command-line.md) explains it. This page is written by the program: `./mvnw test -pl cli -am -Dupdate=true`.
            """);
    section(page, cli, List.of());
    for (String name : Cli.names()) {
      section(page, cli, List.of(name));
    }
    section(page, cli, List.of("uploads", "ls"));
    section(page, cli, List.of("uploads", "abort"));
    section(page, cli, List.of("config", "check"));
    section(page, cli, List.of("config", "show"));

    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .describedAs("./mvnw test -pl cli -am -Dupdate=true writes the page anew")
        .hasContent(page.toString());
  }

  private static void section(StringBuilder page, CommandLineRun cli, List<String> command) {
    String[] args = new String[command.size() + 1];
    command.toArray(args);
    args[command.size()] = "--help";
    assertThat(cli.run(args)).isZero();
    String title = command.isEmpty() ? "remote-store" : String.join(" ", command);
    page.append("\n## ").append(title).append("\n\n```\n").append(cli.out()).append("```\n");
  }
}
