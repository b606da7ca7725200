package io.remotestore.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    Path root = Files.createDirectories(temp.resolve("root"));
    Files.writeString(root.resolve("old"), "old");
    Files.writeString(root.resolve("hidden"), "hidden");
    Files.createDirectories(root.resolve("closed"));
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    if (!isRoot) {
      System.out.println("NOT TESTED: another user can be taken on by root only");
    }
    assumeTrue(isRoot, "another user can be taken on by root only");
    List<String> said =
        run(
            "chmod 755 . root; chmod 600 root/hidden; chmod 700 root/closed; "
                + "exec setpriv --reuid=65534 --regid=65534 --clear-groups ",
            root);
    assertThat(said).as("of %s", said).hasSize(9);
    for (String step : List.of("write", "replace", "delete", "read", "list closed", "sweep")) {
      assertThat(said)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith(step + ": PermissionDeniedException: ")
                      .contains("store=" + root, "backend=local"));
    }
    assertThat(said).contains("list: done", "hidden", "old");
    assertThat(root.resolve("old")).hasContent("old");
    try (Stream<Path> left = Files.list(root)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void aLocaleThatCannotWriteANameLeavesItOut() throws Exception {
    Files.writeString(temp.resolve("plain"), "x");
    Files.writeString(temp.resolve("gr\u00fcn"), "x");
    List<String> said = run("echo > old; export LC_ALL=C; exec ", temp);
    assertThat(said).contains("list: done", "plain", "sweep: done");
    assertThat(said).noneMatch(line -> line.startsWith("gr"));
  }

  /** Runs the process from a shell that has run {@code before} in the temporary folder. */
  private List<String> run(String before, Path root) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                before + "\"$@\"",
                "sh",
                java.toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                root.toString())
            .directory(temp.toFile())
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
