package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unfinished writes, as a killed process leaves them in a folder. */
class UploadsTest {
  private static final String OLD = ".~tmp.old.bin.0123abcd";
  private static final String YOUNG = ".~tmp.young.bin.4567cdef";

  private final Path folder;
  private final CommandLineRun cli;

  UploadsTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  @BeforeEach
  void leftovers() throws IOException {
    Files.createDirectories(folder.resolve("in/sub"));
    leftover("in/sub/" + OLD, "2026-01-01T00:00:00Z");
    leftover("in/" + YOUNG, "2100-01-01T00:00:00Z");
  }

  private void leftover(String path, String time) throws IOException {
    Path file = Files.writeString(folder.resolve(path), "half");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
  }

  private boolean exists(String path) {
    return Files.exists(folder.resolve(path));
  }

  private String id(String path) {
    assertThat(cli.run("uploads", "ls", path)).isZero();
    String[] words = cli.out().strip().split(" +", -1);
    return words[words.length - 1];
  }

  @Test
  void areListedWithTimeFileAndId() {
    assertThat(cli.run("uploads", "ls", "in")).isZero();
    assertThat(cli.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("2026-01-01T00:00:00Z  sub/old.bin  "))
        .anyMatch(line -> line.startsWith("2100-01-01T00:00:00Z  young.bin  "));
    assertThat(cli.run("uploads", "ls", "in/sub")).isZero();
    assertThat(cli.out()).startsWith("2026-01-01T00:00:00Z  old.bin  ").hasLineCount(1);
    assertThat(cli.run("uploads", "ls", "--json", "in/sub")).isZero();
    assertThat(cli.out())
        .startsWith("{\"address\":\"in/sub/old.bin\",\"path\":\"old.bin\",\"id\":\"")
        .endsWith("\",\"started\":\"2026-01-01T00:00:00Z\"}\n");
  }

  @Test
  void aDryRunDiscardsNothing() {
    assertThat(cli.run("uploads", "abort", "-n", "--older-than", "7d", "in")).isZero();
    assertThat(cli.out()).startsWith("would abort 2026-01-01T00:00:00Z  sub/old.bin  ");
    assertThat(cli.out()).hasLineCount(1);
    assertThat(exists("in/sub/" + OLD)).isTrue();
  }

  @Test
  void theOldOnesAreDiscarded() {
    assertThat(cli.run("uploads", "abort", "--older-than", "7d", "in")).isZero();
    assertThat(cli.out()).startsWith("aborted 2026-01-01T00:00:00Z  sub/old.bin  ").hasLineCount(1);
    assertThat(exists("in/sub/" + OLD)).isFalse();
    assertThat(exists("in/" + YOUNG)).isTrue();
    assertThat(cli.run("uploads", "abort", "--older-than", "7d", "in")).isZero();
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void oneIsDiscardedByItsId() {
    String id = id("in/sub");
    assertThat(cli.run("uploads", "abort", "--id", id, "-n", "in/sub")).isZero();
    assertThat(exists("in/sub/" + OLD)).isTrue();
    assertThat(cli.run("uploads", "abort", "--id", id, "--json", "in/sub")).isZero();
    assertThat(cli.out()).contains("\"path\":\"old.bin\"", "\"aborted\":true");
    assertThat(exists("in/sub/" + OLD)).isFalse();

    assertThat(cli.run("uploads", "abort", "--id", id, "in/sub")).isEqualTo(3);
    assertThat(cli.err())
        .startsWith("remote-store uploads abort: There is no unfinished write with the id " + id)
        .endsWith("'uploads ls' shows those there are\n");
  }

  @Test
  void whatToDiscardMustBeSaid() {
    assertThat(cli.run("uploads", "abort", "in")).isEqualTo(2);
    assertThat(cli.err()).contains("--id=ID | --older-than=TIME");
    assertThat(cli.run("uploads", "abort", "--older-than", "soon", "in")).isEqualTo(2);
    assertThat(cli.err()).contains("'soon' is not a length of time; write 30s, 90m, 12h, 7d or 2w");
    assertThat(cli.run("uploads", "abort", "--older-than", "0s", "in")).isEqualTo(2);
    assertThat(cli.run("uploads")).isEqualTo(2);
    assertThat(cli.err()).contains("No command was given: ls or abort");
    assertThat(cli.run("uploads", "ls", "memory:")).isEqualTo(2);
    assertThat(cli.err()).contains("does not support UPLOADS");
  }
}
