package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Entries that no path can name are printed, and a copy that leaves them out exits with 1. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a backslash separates names there")
final class LeftOutTest {
  private final Path folder;
  private final CommandLineRun cli;

  LeftOutTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("in/a"));
    Files.writeString(folder.resolve("in/a/b"), "the file a/b");
    Files.writeString(folder.resolve("in/a\\b"), "the file a\\b");
    Files.createDirectory(folder.resolve("in/p\\q"));
    Files.writeString(folder.resolve("in/p\\q/deep"), "deep");
  }

  private Path notText() {
    return Path.of(URI.create(folder.toUri() + "in/caf%E9"));
  }

  @Test
  void copiesTellItAndEndWithOne() throws IOException {
    Files.writeString(notText(), "x");
    for (String command : new String[] {"cp", "put"}) {
      assertThat(cli.run(command, "-r", "in", "out-" + command)).as(command).isEqualTo(1);
      assertThat(cli.err())
          .contains(command + ": Left out: no path can name it: in/a\\b")
          .contains(command + ": Left out: no path can name it: in/p\\q")
          .contains(command + ": Left out: its name is not text: in/caf%E9");
      assertThat(folder.resolve("out-" + command + "/a/b")).hasContent("the file a/b");
    }
  }

  @Test
  void aMoveLeavesThemWhereTheyAre() {
    assertThat(cli.run("mv", "-r", "in", "out")).isEqualTo(1);
    assertThat(cli.err()).contains("mv: Left out: no path can name it: in/a\\b");
    assertThat(folder.resolve("in/a\\b")).hasContent("the file a\\b");
    assertThat(folder.resolve("in/p\\q/deep")).exists();
    assertThat(folder.resolve("out/a/b")).hasContent("the file a/b");
  }

  @Test
  void aDryRunShowsWhatARemovalTakesAlong() {
    assertThat(cli.run("rm", "-r", "-n", "in")).isZero();
    assertThat(cli.out().lines())
        .containsExactlyInAnyOrder(
            "would remove in/a/b",
            "would remove in/a\\b",
            "would remove in/p\\q, with all that is below",
            "would remove in");
    assertThat(cli.run("rm", "-r", "in")).isZero();
    assertThat(folder.resolve("in")).doesNotExist();
  }

  /** Java keeps no name of it that could be deleted. */
  @Test
  void aRemovalNamesWhatItLeaves() throws IOException {
    Files.writeString(notText(), "x");
    assertThat(cli.run("rm", "-r", "-n", "in")).isNotZero();
    assertThat(cli.err()).contains("The folder would still hold in/caf%E9");
    assertThat(cli.out()).contains("would remove in/a/b").doesNotContain("would remove in\n");
    assertThat(cli.run("rm", "-r", "in")).isNotZero();
    assertThat(cli.err()).contains("The folder still holds 'in/caf%E9'").contains("not text");
    assertThat(cli.err()).doesNotContain("DeleteOptions.recursive()");
    assertThat(folder.resolve("in/a")).doesNotExist();
  }

  @Test
  void listingsNoteIt() {
    for (String[] command :
        new String[][] {{"ls", "in"}, {"find", "in"}, {"tree", "in"}, {"du", "in"}}) {
      assertThat(cli.run(command)).as(command[0]).isZero();
      assertThat(cli.err()).as(command[0]).contains("Left out: no path can name it: in/a\\b");
      assertThat(cli.out()).as(command[0]).doesNotContain("a\\b");
    }
  }
}
