package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launchers say where they find no Java to their liking. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is for POSIX shells")
class LauncherTest {
  private static final Path LAUNCHER =
      Path.of("src/dist/bin/remote-store").toAbsolutePath().normalize();

  private final Path folder;

  LauncherTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String run(Map<String, String> environment) throws IOException, InterruptedException {
    return run(LAUNCHER, environment);
  }

  private String run(Path launcher, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", launcher.toString(), "ls");
    builder.environment().keySet().removeIf(name -> name.equals("JAVA_HOME"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).directory(folder.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    return said;
  }

  /** A folder with a Java that says so of its version, and the tools that ask it. */
  private Path java(String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("java home/bin"));
    Path java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    for (String tool : new String[] {"/usr/bin/sed", "/bin/sed"}) {
      if (Files.exists(Path.of(tool)) && !Files.exists(bin.resolve("sed"))) {
        Files.createSymbolicLink(bin.resolve("sed"), Path.of(tool));
      }
    }
    return bin;
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    assertThat(run(Map.of("PATH", folder.toString())))
        .contains(
            "remote-store: a Java, 17 or later, is needed:"
                + " JAVA_HOME is not set, and there is no java on the PATH;\n")
        .contains("or set JAVA_HOME to the folder of one\n");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    assertThat(run(Map.of("PATH", folder.toString(), "JAVA_HOME", "/nowhere")))
        .contains("is needed: JAVA_HOME is /nowhere, where there is no bin/java;\n");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    Path bin = java("openjdk version \"11.0.2\" 2019-01-15");
    assertThat(run(Map.of("PATH", bin.toString())))
        .contains("is needed: " + bin.resolve("java") + " is version 11;\n");
    java("java version \"1.8.0_202\"");
    assertThat(
            run(
                Map.of(
                    "PATH", bin.toString(), "JAVA_HOME", folder.resolve("java home").toString())))
        .contains("is needed: " + bin.resolve("java") + " is version 8;");
  }

  @Test
  void theLauncherOfASourceTreeNeedsACompiler() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Path launcher = Files.copy(Path.of("../remote-store"), tree.resolve("remote-store"));
    assertThat(run(launcher, Map.of("PATH", folder.toString())))
        .contains("a JDK, 17 or later, is needed to build: JAVA_HOME is not set, and there is no");
    assertThat(run(launcher, Map.of("PATH", folder.toString(), "JAVA_HOME", "/nowhere")))
        .contains("to build: JAVA_HOME is /nowhere, where there is no bin/javac\n");
  }
}
