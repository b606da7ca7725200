package io.remotestore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every program prints what is written down for it. */
final class ProgramsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/remotestore/examples");
  private static final Path OUTPUTS = Path.of("src/test/resources/output");

  @ParameterizedTest
  @ValueSource(
      classes = {
        AtomicWrites.class,
        Capabilities.class,
        ChildStores.class,
        Conditions.class,
        ConfigLoaders.class,
        CustomBackend.class,
        ErrorHandling.class,
        FileOperations.class,
        HealthCheck.class,
        MemoryForTests.class,
        PathModel.class,
        Quickstart.class,
        StreamingIo.class
      })
  void printsAsWrittenDown(Class<?> program) throws Exception {
    String printed =
        Printed.by(
            () -> program.getMethod("main", String[].class).invoke(null, (Object) new String[0]));

    assertPrinted(program, printed);
  }

  @Test
  void helloWritesToTheFolderNamed(@TempDir Path folder) throws Exception {
    assertPrinted(Hello.class, Printed.by(() -> Hello.main(new String[] {folder.toString()})));
    assertThat(folder.resolve("greetings/hello.txt")).hasContent("Hello, store!\n");
    assertPrinted(Hello.class, Printed.by(() -> Hello.main(new String[] {folder.toString()})));
  }

  @Test
  void helloConfiguredWritesToTheStoreNamed(@TempDir Path folder) throws Exception {
    String toml =
        """
        backends.disk = { type = "local", options = { root = '%s' } }
        stores.reports = { backend = "disk", root_path = "reports" }
        """
            .formatted(folder.resolve("data"));
    Path file = Files.writeString(folder.resolve("remote-store.toml"), toml);

    assertPrinted(
        HelloConfigured.class,
        Printed.by(() -> HelloConfigured.main(new String[] {file.toString()})));
    assertThat(folder.resolve("data/reports/today.txt")).hasContent("all well\n");
  }

  @Test
  void retriesWaitsAsItsPolicySays() throws Exception {
    AtomicLong nanos = new AtomicLong();
    Stream.Builder<Long> waits = Stream.builder();
    StoreOptions.Builder options =
        StoreOptions.builder()
            .nanoClock(nanos::get)
            .sleeper(
                time -> {
                  nanos.addAndGet(time.toNanos());
                  waits.add(time.toMillis());
                });

    assertPrinted(Retries.class, Printed.by(() -> Retries.run(options)));
    assertThat(waits.build()).startsWith(10L, 20L, 10L, 20L, 40L, 50L);
    Retries.main(new String[0]);
  }

  @Test
  void fileOperationsAreTheSameInAFolder(@TempDir Path folder) throws Exception {
    String printed =
        Printed.by(() -> FileOperations.main(new String[] {"file:" + folder.resolve("x")}));

    assertPrinted(FileOperations.class, printed);
  }

  @Test
  void noProgramIsLeftOut() throws IOException {
    List<String> programs;
    try (Stream<Path> files = Files.list(SOURCES)) {
      programs =
          files
              .filter(Files::isRegularFile)
              .filter(ProgramsTest::isProgram)
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> !name.equals("LakeQuickstart")) // has a test of its own
              .toList();
    }
    try (Stream<Path> outputs = Files.list(OUTPUTS)) {
      assertThat(outputs.map(file -> file.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(programs);
    }
  }

  private static boolean isProgram(Path source) {
    try {
      return Files.readString(source).contains("public static void main(");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertPrinted(Class<?> program, String printed) throws IOException {
    Path output = OUTPUTS.resolve(program.getSimpleName() + ".txt");
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(OUTPUTS);
      Files.writeString(output, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(output));
  }
}
