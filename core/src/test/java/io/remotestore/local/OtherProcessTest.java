package io.remotestore.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotestore.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store under another mask, user or locale, in a JVM of its own. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class OtherProcessTest {
  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"022", "077", "002"})
  void filesHaveThePermissionsOfAPlainCreate(String mask) throws Exception {
    List<String> said = run("umask " + mask + "; touch plain; echo > old; exec ", temp);
    assertThat(said).contains("write: done", "replace: done");
    assertThat(permissions("new")).isEqualTo(permissions("plain"));
  }

  private String permissions(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name)));
  }

  @Test
  void whatIsNotAllowedSaysSoAndChangesNothing() throws Exception {
    // The build's own folder may lie below one that other users cannot enter.
    try (OpenFolder open = OpenFolder.create()) {
      List<String> asOther =
          List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
      assumeOtherUserCanRunJava(asOther);
      Path root = Files.createDirectories(open.path().resolve("root"));
      Files.writeString(root.resolve("old"), "old");
      Files.writeString(root.resolve("hidden"), "hidden");
      Files.createDirectories(root.resolve("closed"));
      Files.createDirectories(root.resolve("shared"));
      Files.writeString(root.resolve("shared/theirs"), "theirs");
      String permissions =
          "chmod 755 root; chmod 600 root/hidden; chmod 700 root/closed; chmod 777 root/shared; ";
      List<String> said =
          run(
              permissions + "exec " + String.join(" ", asOther) + " ",
              open.path(),
              open.classPath(OtherProcess.class, Store.class),
              root);
      assertThat(said).as("of %s", said).hasSize(10);
      for (String step : List.of("write", "replace", "delete", "read", "list closed", "sweep")) {
        assertThat(said)
            .anySatisfy(
                line ->
                    assertThat(line)
                        .startsWith(step + ": PermissionDeniedException: ")
                        .contains("store=" + root, "backend=local"));
      }
      assertThat(said).contains("list: done", "hidden", "old");
      assertMoveOfOthersFile(said, root.resolve("shared"));
      assertThat(root.resolve("old")).hasContent("old");
      try (Stream<Path> left = Files.list(root)) {
        assertThat(left).hasSize(4);
      }
    }
  }

  /** Linux can forbid links to files of others, and a move that replaces nothing makes a link. */
  private static void assertMoveOfOthersFile(List<String> said, Path shared) throws IOException {
    Path setting = Path.of("/proc/sys/fs/protected_hardlinks");
    if (!Files.exists(setting) || Files.readString(setting).strip().equals("0")) {
      System.out.println("NOT TESTED: this system lets users link files of others");
      return;
    }
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("move: PermissionDeniedException: ")
                    .contains("fs.protected_hardlinks", "path='shared/ours'"));
    assertThat(shared.resolve("theirs")).hasContent("theirs");
    assertThat(shared.resolve("ours")).doesNotExist();
  }

  private static void assumeOtherUserCanRunJava(List<String> asOther) throws Exception {
    List<String> command = new ArrayList<>(asOther);
    command.addAll(List.of(java().toString(), "-version"));
    String said;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() == 0) {
        return;
      }
    } catch (IOException e) {
      said = String.valueOf(e.getMessage());
    }
    System.out.println("NOT TESTED: " + String.join(" ", command) + " fails: " + said.strip());
    assumeTrue(false, "a JVM cannot be run as another user here");
  }

  @Test
  void aLocaleThatCannotWriteANameLeavesItOut() throws Exception {
    Files.writeString(temp.resolve("plain"), "x");
    Files.writeString(temp.resolve("gr\u00fcn"), "x");
    List<String> said = run("echo > old; export LC_ALL=C; exec ", temp);
    assertThat(said).contains("list: done", "plain", "sweep: done");
    assertThat(said).noneMatch(line -> line.startsWith("gr"));
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private List<String> run(String before, Path root) throws Exception {
    return run(before, temp, System.getProperty("java.class.path"), root);
  }

  /** Runs the process from a shell that has run {@code before} in {@code folder}. */
  private static List<String> run(String before, Path folder, String classPath, Path root)
      throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                before + "\"$@\"",
                "sh",
                java().toString(),
                "-Xmx64m",
                "-cp",
                classPath,
                OtherProcess.class.getName(),
                root.toString())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      List<String> said = process.inputReader(UTF_8).lines().toList();
      assertThat(process.waitFor()).as("exit, after %s", said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
