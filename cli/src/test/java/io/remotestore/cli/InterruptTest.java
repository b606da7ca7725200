package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as a process of its own gets it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill to send the signal with")
@Timeout(60)
class InterruptTest {
  private static final long SIGINT = 1 << 1;

  private final Path folder;

  InterruptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  /** Who is started in the background by a shell without job control cannot be interrupted. */
  private static boolean cannotBeInterrupted() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
    }
  }

  @Test
  void leavesNothingHalfWritten() throws Exception {
    assumeFalse(cannotBeInterrupted(), "this process ignores SIGINT, and so do its children");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.remotestore.cli.Main",
            "put",
            "-",
            "big.bin");
    Process process = builder.directory(folder.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(new byte[1 << 20]);
      in.flush();
      while (files().isEmpty()) {
        assertThat(process.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      assertThat(files()).allMatch(name -> name.startsWith(".~tmp."));

      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("remote-store put: interrupted\n");
      assertThat(files()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }
}
