package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Store;
import io.remotestore.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  private final Path folder;
  private final CommandLineRun cli;

  CliTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("in/sub"));
    Files.writeString(folder.resolve("in/a.txt"), "alpha");
    Files.writeString(folder.resolve("in/sub/b.txt"), "be");
    Files.setLastModifiedTime(
        folder.resolve("in/a.txt"), FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
  }

  private boolean exists(String path) {
    return Files.exists(folder.resolve(path));
  }

  private String text(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  // ---------------------------------------------------------------- usage

  @Test
  void saysHowItGoes() {
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.out())
        .startsWith("Usage: remote-store ")
        .contains("demo", "ls ", "cat ", "put ", "get ", "stat ", "Exit codes: 0 done");
    assertThat(cli.run("help", "put")).isZero();
    assertThat(cli.out()).startsWith("Usage: remote-store put ").contains("--overwrite");
    assertThat(cli.run("ls", "--help")).isZero();
    assertThat(cli.out()).contains("[ADDRESS...]", "Examples:");
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).matches("remote-store \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\nJava 1?\\d.*\n");
  }

  @Test
  void wrongUsageIsOneLineWithAWayOut() {
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("remote-store: No command was given; 'remote-store --help' says how it goes\n");
    assertThat(cli.run("lss")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("remote-store: there is no command 'lss'; did you mean 'ls'?\n");
    assertThat(cli.run("copy", "a", "b")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("remote-store: there is no command 'copy'; did you mean 'cp'?\n");
    assertThat(cli.run("xyzzyq")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "remote-store: there is no command 'xyzzyq'; 'remote-store --help' lists them\n");
    assertThat(cli.run("cat")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "remote-store: Missing required parameter: 'ADDRESS';"
                + " 'remote-store cat --help' says how it goes\n");
    assertThat(cli.run("ls", "--wrong")).isEqualTo(2);
    assertThat(cli.err()).startsWith("remote-store: Unknown option: '--wrong'; ");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void verboseShowsWhereAnErrorArose() {
    assertThat(cli.run("cat", "none")).isEqualTo(3);
    assertThat(cli.err()).isEqualTo("remote-store cat: File not found: none in " + folder + "\n");
    assertThat(cli.run("--verbose", "cat", "none")).isEqualTo(3);
    assertThat(cli.err())
        .contains("io.remotestore.NotFoundException", "    at io.remotestore.cli.Cat.call")
        .endsWith("remote-store cat: File not found: none in " + folder + "\n");
  }

  // ---------------------------------------------------------------- ls

  @Test
  void listsAFolderInOrder() {
    assertThat(cli.run("ls", "in")).isZero();
    assertThat(cli.out()).isEqualTo("a.txt\nsub/\n");
    assertThat(cli.run("ls")).isZero();
    assertThat(cli.out()).isEqualTo("in/\n");
    assertThat(cli.run("ls", "-r", "in")).isZero();
    assertThat(cli.out()).isEqualTo("a.txt\nsub/b.txt\n");
    assertThat(cli.run("ls", "in/sub/b.txt")).isZero();
    assertThat(cli.out()).isEqualTo("b.txt\n");
  }

  @Test
  void listsDetails() {
    assertThat(cli.run("ls", "-l", "in")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
                          5  2026-01-02T03:04:05Z  a.txt
                          -  -                     sub/
            """);
  }

  @Test
  void anEmptyFolderIsNotAMissingOne() throws IOException {
    Files.createDirectory(folder.resolve("empty"));

    assertThat(cli.run("ls", "empty")).isZero();
    assertThat(cli.out() + cli.err()).isEmpty();
    assertThat(cli.run("ls", "none/deep")).isEqualTo(3);
    assertThat(cli.err()).isEqualTo("remote-store ls: Nothing is there: none/deep\n");
    assertThat(exists("none")).isFalse();
  }

  @Test
  void namesCannotSteerTheTerminal() throws IOException {
    Files.writeString(folder.resolve("in/c\u001b[31m\u202e"), "");

    assertThat(cli.run("ls", "in")).isZero();
    assertThat(cli.out()).isEqualTo("a.txt\nc\\u001b[31m\\u202e\nsub/\n");
    assertThat(cli.run("cat", "no\u001b\nne")).isEqualTo(3);
    assertThat(cli.err()).contains("no\\u001b").doesNotContain("\u001b");
  }

  // ---------------------------------------------------------------- cat

  @Test
  void writesTheBytesOfAFile() {
    assertThat(cli.run("cat", "in/a.txt")).isZero();
    assertThat(cli.out()).isEqualTo("alpha");
    assertThat(cli.run("cat", "in")).isEqualTo(2);
    assertThat(cli.err()).startsWith("remote-store cat: ").contains("not a file");
    assertThat(cli.run("cat", "in/a.txt/x")).isEqualTo(3);
    assertThat(cli.err()).contains("File not found: a.txt/x");
  }

  @Test
  void tellsThatTheOutputCannotBeWritten() {
    assertThat(cli.runInto(new Full("No space left on device"), "cat", "in/a.txt")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("remote-store cat: cannot write the output: No space left on device\n");
    assertThat(cli.runInto(new Full("No space left on device"), "ls")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("remote-store: cannot write the output: No space left on device\n");
  }

  @Test
  void isQuietWhenNobodyReadsAnyMore() {
    assertThat(cli.runInto(new Full("Broken pipe"), "cat", "in/a.txt")).isEqualTo(1);
    assertThat(cli.err()).isEmpty();
  }

  // ---------------------------------------------------------------- put, get

  @Test
  void putsAFile() throws IOException {
    assertThat(cli.run("put", "in/a.txt", "new/x.txt")).isZero();
    assertThat(text("new/x.txt")).isEqualTo("alpha");
    assertThat(cli.run("put", "in/a.txt", "new")).isZero();
    assertThat(text("new/a.txt")).isEqualTo("alpha");
    assertThat(cli.run("put", "in/a.txt", "other/")).isZero();
    assertThat(text("other/a.txt")).isEqualTo("alpha");
    assertThat(cli.withInput("typed").run("put", "-", "new/typed.txt")).isZero();
    assertThat(text("new/typed.txt")).isEqualTo("typed");
  }

  @Test
  void replacesOnlyWhenTold() throws IOException {
    assertThat(cli.run("put", "in/a.txt", "in/sub/b.txt")).isEqualTo(4);
    assertThat(cli.err())
        .isEqualTo(
            "remote-store put: The file exists already: b.txt in "
                + folder.resolve("in/sub")
                + "; --overwrite replaces it\n");
    assertThat(cli.withInput("typed").run("put", "-", "in/sub/b.txt")).isEqualTo(4);
    assertThat(cli.run("get", "in/a.txt", "in/sub/b.txt")).isEqualTo(4);
    assertThat(text("in/sub/b.txt")).isEqualTo("be");
    assertThat(cli.run("put", "in/a.txt", "in/sub/b.txt", "--overwrite")).isZero();
    assertThat(text("in/sub/b.txt")).isEqualTo("alpha");
    assertThat(cli.run("put", "in/a.txt", "in/a.txt", "--overwrite")).isZero();
    assertThat(text("in/a.txt")).isEqualTo("alpha");
  }

  @Test
  void putsOneFileThatIsThere() {
    assertThat(cli.run("put", "none.txt", "x.txt")).isEqualTo(3);
    assertThat(cli.err()).contains("File not found: none.txt in " + folder);
    assertThat(cli.run("put", "in", "x.txt")).isEqualTo(2);
    assertThat(cli.err()).contains("It is a folder: in; -r takes it");
    assertThat(cli.withInput("x").run("put", "-", "in/")).isEqualTo(2);
    assertThat(exists("x.txt")).isFalse();
  }

  @Test
  void getsAFile() throws IOException {
    assertThat(cli.run("get", "in/a.txt", ".")).isZero();
    assertThat(text("a.txt")).isEqualTo("alpha");
    assertThat(cli.run("get", "in/a.txt", "deep/er/x")).isZero();
    assertThat(text("deep/er/x")).isEqualTo("alpha");
    assertThat(cli.run("get", "in/a.txt", "-")).isZero();
    assertThat(cli.out()).isEqualTo("alpha");
    assertThat(cli.run("get", "in/none", "y")).isEqualTo(3);
    assertThat(exists("y")).isFalse();
  }

  @Test
  void leavesNoTemporaryBehind() throws IOException {
    cli.run("put", "in/a.txt", "in/sub/b.txt");
    cli.run("put", "in/a.txt", "in/c.txt");
    cli.run("get", "in/none", "in/d.txt");

    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(p -> folder.relativize(p).toString()))
          .containsExactlyInAnyOrder("in/a.txt", "in/c.txt", "in/sub/b.txt");
    }
  }

  // ---------------------------------------------------------------- stat

  @Test
  void tellsOfFilesAndFolders() {
    assertThat(cli.run("stat", "in/a.txt")).isZero();
    assertThat(cli.out())
        .containsPattern("path +a.txt\n")
        .containsPattern("location +" + folder.resolve("in/a.txt") + "\n")
        .containsPattern("type +file\n")
        .containsPattern("bytes +5\n")
        .containsPattern("modified +2026-01-02T03:04:05.678Z\n");
    assertThat(cli.run("stat", "in")).isZero();
    assertThat(cli.out()).containsPattern("type +folder\n").containsPattern("files +1\n");
    assertThat(cli.run("stat", "none")).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).isEqualTo("remote-store stat: File not found: none in " + folder + "\n");
  }

  // ---------------------------------------------------------------- demo

  @Test
  void runsTheDemoAgainWithoutFear() {
    assertThat(cli.run("demo")).isZero();
    assertThat(cli.out())
        .contains("into " + folder.resolve("demo-lake") + " (local)", "68 written");
    assertThat(cli.run("demo")).isZero();
    assertThat(cli.out()).contains("0 written, 68 there already");
    assertThat(exists("demo-lake/gold/report.html")).isTrue();
  }

  @Test
  void putsTheDemoElsewhereAndChangesNoOtherLine() {
    assertThat(cli.run("demo", "--to", "memory:cli-demo-a")).isZero();
    String elsewhere = cli.out();
    assertThat(cli.run("demo", "--to", "memory:cli-demo-b/deep")).isZero();

    assertThat(cli.out().lines().filter(line -> !elsewhere.contains(line)))
        .hasSize(2)
        .allMatch(line -> line.startsWith("into ") || line.contains("look at the report"));
    try (Store lake = Stores.open("memory:cli-demo-b")) {
      assertThat(lake.isFile("deep/gold/report.html")).isTrue();
    }
  }

  /** An output that takes nothing. */
  private static final class Full extends OutputStream {
    private final String reason;

    Full(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }
}
