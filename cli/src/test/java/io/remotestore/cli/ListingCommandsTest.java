package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.cli.Console.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ls, tree, find and du: what is shown, in which order, and how. */
class ListingCommandsTest {
  private final Path folder;
  private final CommandLineRun cli;

  ListingCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  @BeforeEach
  void files() throws IOException {
    file("in/a.csv", 10, Duration.ofDays(3));
    file("in/b.txt", 2000, Duration.ofHours(1));
    file("in/year=2025/c.csv", 3 << 20, Duration.ofDays(30));
    file("in/year=2026/d.csv", 0, Duration.ofMinutes(1));
  }

  private void file(String path, int size, Duration age) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, new byte[size]);
    Files.setLastModifiedTime(file, FileTime.from(CommandLineRun.NOW.minus(age)));
  }

  // ---------------------------------------------------------------- ls

  @Test
  void sortsByWhatIsAsked() {
    assertThat(cli.run("ls", "-r", "--sort", "size", "in")).isZero();
    assertThat(cli.out().lines())
        .containsExactly("year=2025/c.csv", "b.txt", "a.csv", "year=2026/d.csv");
    assertThat(cli.run("ls", "-r", "--sort", "time", "in")).isZero();
    assertThat(cli.out().lines())
        .containsExactly("year=2026/d.csv", "b.txt", "a.csv", "year=2025/c.csv");
    assertThat(cli.run("ls", "--reverse", "in")).isZero();
    assertThat(cli.out().lines()).containsExactly("year=2026/", "year=2025/", "b.txt", "a.csv");
    assertThat(cli.run("ls", "--sort", "age", "in")).isEqualTo(2);
    assertThat(cli.err()).contains("expected one of [name, size, time]");
  }

  @Test
  void showsSizesForPeople() {
    assertThat(cli.run("ls", "-hr", "in")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
                 10 B  2026-05-29T12:00:00Z  a.csv
              2.0 KiB  2026-06-01T11:00:00Z  b.txt
              3.0 MiB  2026-05-02T12:00:00Z  year=2025/c.csv
                  0 B  2026-06-01T11:59:00Z  year=2026/d.csv
            """);
  }

  @Test
  void listsSeveralUnderTheirNames() {
    assertThat(cli.run("ls", "in/year=2025", "in/none", "in/year=2026")).isEqualTo(3);
    assertThat(cli.out()).isEqualTo("in/year=2025:\nc.csv\n\nin/none:\nin/year=2026:\nd.csv\n\n");
    assertThat(cli.err()).contains("Nothing is there: in/none\n");
  }

  @Test
  void programsReadRecords() {
    assertThat(cli.run("ls", "--json", "in")).isZero();
    assertThat(cli.out().lines())
        .hasSize(4)
        .anyMatch(
            line ->
                line.startsWith(
                    "{\"path\":\"a.csv\",\"address\":\"in/a.csv\",\"type\":\"file\",\"bytes\":10,"
                        + "\"modified\":\"2026-05-29T12:00:00Z\",\"etag\":"))
        .contains("{\"path\":\"year=2025\",\"address\":\"in/year=2025\",\"type\":\"folder\"}");
  }

  @Test
  void aTerminalMaySeeColourAndNamesStayHarmless() throws IOException {
    Files.createDirectory(folder.resolve("in/\u001b[31m"));
    assertThat(cli.on(Screen.COLOR).run("ls", "in")).isZero();
    assertThat(cli.out())
        .contains("\u001b[1;34myear=2025/\u001b[0m\n", "\u001b[1;34m\\u001b[31m/\u001b[0m\n");
    assertThat(cli.on(Screen.PLAIN).run("ls", "in")).isZero();
    assertThat(cli.out()).contains("year=2025/\n").doesNotContain("\u001b");
  }

  // ---------------------------------------------------------------- tree

  @Test
  void drawsATree() {
    assertThat(cli.run("tree", "in")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            in
            ├── a.csv
            ├── b.txt
            ├── year=2025/
            │   └── c.csv
            └── year=2026/
                └── d.csv

            2 folders, 4 files
            """);
    assertThat(cli.run("tree", "-h", "-L", "1", "in")).isZero();
    assertThat(cli.out()).contains("── b.txt  2.0 KiB\n", "└── year=2026/\n\n2 folders, 2 files\n");
    assertThat(cli.run("tree", "none")).isEqualTo(3);
    assertThat(cli.run("tree", "--json", "in")).isZero();
    assertThat(cli.out().lines()).hasSize(6).last().asString().endsWith("\"level\":2}");
  }

  // ---------------------------------------------------------------- find

  @Test
  void findsByNameAtAnyLevelAndByPath() {
    assertThat(cli.run("find", "in", "--glob", "*.csv")).isZero();
    assertThat(cli.out().lines())
        .containsExactlyInAnyOrder("in/a.csv", "in/year=2025/c.csv", "in/year=2026/d.csv");
    assertThat(cli.run("find", "in", "--glob", "year=*/*.csv")).isZero();
    assertThat(cli.out().lines())
        .containsExactlyInAnyOrder("in/year=2025/c.csv", "in/year=2026/d.csv");
    assertThat(cli.run("find", "--glob", "[ab].*")).isZero();
    assertThat(cli.out().lines()).containsExactlyInAnyOrder("in/a.csv", "in/b.txt");
    assertThat(cli.run("find", "in", "--glob", "*.cs?")).isZero();
    assertThat(cli.out().lines())
        .as("in order")
        .containsExactly("in/a.csv", "in/year=2025/c.csv", "in/year=2026/d.csv");
    assertThat(cli.run("find", "in", "--glob", "../*")).isEqualTo(2);
    assertThat(cli.run("find", "none", "--glob", "*")).isEqualTo(3);
    assertThat(cli.run("find", "none")).isEqualTo(3);
  }

  @Test
  void findsBySizeAndAge() {
    assertThat(cli.run("find", "in", "--min-size", "10", "--max-size", "2000")).isZero();
    assertThat(cli.out().lines()).containsExactly("in/a.csv", "in/b.txt");
    assertThat(cli.run("find", "in", "--min-size", "1.5MiB")).isZero();
    assertThat(cli.out()).isEqualTo("in/year=2025/c.csv\n");
    assertThat(cli.run("find", "in", "--max-age", "2h")).isZero();
    assertThat(cli.out().lines()).containsExactly("in/b.txt", "in/year=2026/d.csv");
    assertThat(cli.run("find", "in", "--min-age", "3d", "--max-age", "2026-05-03")).isZero();
    assertThat(cli.out()).isEqualTo("in/a.csv\n");
    assertThat(cli.run("find", "in", "--min-size", "big")).isEqualTo(2);
    assertThat(cli.err()).contains("'big' is not a size; write 500, 10k, 1.5M");
    assertThat(cli.run("find", "in", "--min-age", "soon")).isEqualTo(2);
    assertThat(cli.err()).contains("'soon' is not an age or a time; write 30s, 90m");
  }

  @Test
  void whatIsFoundCanBeHandedOn() throws IOException {
    Files.writeString(folder.resolve("in/new\nline"), "x");
    assertThat(cli.run("find", "-0", "in", "--glob", "new*")).isZero();
    assertThat(cli.out()).isEqualTo("in/new\nline\0");
    assertThat(cli.run("find", "in", "--glob", "new*")).isZero();
    assertThat(cli.out()).isEqualTo("in/new\\u000aline\n");
    assertThat(cli.run("find", folder.toUri() + "in", "--glob", "new*")).isZero();
    assertThat(cli.out()).isEqualTo(folder.toUri() + "in/new%0Aline\n");
    assertThat(cli.run("cat", cli.out().strip())).isZero();
    assertThat(cli.out()).isEqualTo("x");
    Files.writeString(folder.resolve("a:b"), "y");
    assertThat(cli.run("find", "--glob", "a:b")).isZero();
    assertThat(cli.out()).isEqualTo("./a:b\n");
  }

  // ---------------------------------------------------------------- du

  @Test
  void addsUp() {
    assertThat(cli.run("du", "in")).isZero();
    assertThat(cli.out()).isEqualTo("        3147738          4  in\n");
    assertThat(cli.run("du", "-h", "--depth", "1", "in")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
              3.0 MiB          1  in/year=2025
                  0 B          1  in/year=2026
              3.0 MiB          4  in
            """);
    assertThat(cli.run("du", "in/b.txt")).isZero();
    assertThat(cli.out()).isEqualTo("           2000          1  in/b.txt\n");
    assertThat(cli.run("du", "--json", "in")).isZero();
    assertThat(cli.out()).isEqualTo("{\"address\":\"in\",\"bytes\":3147738,\"files\":4}\n");
    assertThat(cli.run("du", "none")).isEqualTo(3);
  }
}
