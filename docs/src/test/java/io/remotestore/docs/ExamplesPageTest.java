package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the examples names every program, and commands that name one that is there. */
final class ExamplesPageTest {
  private static final Path SOURCES =
      Page.ROOT.resolve("examples/src/main/java/io/remotestore/examples");

  @Test
  void everyProgramHasARow() throws Exception {
    String page = Page.of("examples/README.md").text();
    try (Stream<Path> sources = Files.list(SOURCES)) {
      List<String> programs =
          sources
              .filter(Files::isRegularFile)
              .filter(file -> Page.read(file).text().contains("public static void main("))
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(programs).hasSizeGreaterThan(10);
      assertThat(programs)
          .allSatisfy(
              name ->
                  assertThat(page)
                      .contains("| [" + name.replace(".java", "") + "](src/main/java/")
                      .contains("/" + name + ") |"));
    }
  }

  @Test
  void commandsNameProgramsThatAreThere() throws Exception {
    Pattern command =
        Pattern.compile("(?:examples/run |io\\.remotestore\\.examples\\.)([A-Z]\\w+)");
    List<String> named =
        Page.all().stream()
            .flatMap(page -> command.matcher(page.text()).results())
            .map(found -> found.group(1))
            .toList();
    assertThat(named).isNotEmpty();
    for (String name : named) {
      Class<?> program = Class.forName("io.remotestore.examples." + name);
      assertThat(program.getMethod("main", String[].class)).isNotNull();
    }
    assertThat(Page.ROOT.resolve("examples/run")).isExecutable();
  }
}
