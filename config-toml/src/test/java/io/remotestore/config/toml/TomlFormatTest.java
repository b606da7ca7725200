package io.remotestore.config.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotestore.ConfigException;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlFormatTest {
  private static Map<String, ?> parse(String text) {
    return new TomlFormat().parse(text, "stores.toml");
  }

  @Test
  void parsesEveryType() {
    assertThat(
            parse(
                """
                text = "x"
                whole = 8
                half = 0.5
                yes = true
                list = [1, "a", {b = 2}]
                date = 2026-11-21
                time = 2026-11-21T09:10:40Z
                "dotted.key" = 1
                [a.b]
                c = 'd'
                """))
        .isEqualTo(
            Map.of(
                "text",
                "x",
                "whole",
                8L,
                "half",
                0.5,
                "yes",
                true,
                "list",
                List.of(1L, "a", Map.of("b", 2L)),
                "date",
                "2026-11-21",
                "time",
                "2026-11-21T09:10:40Z",
                "dotted.key",
                1L,
                "a",
                Map.of("b", Map.of("c", "d"))));
  }

  @Test
  void saysWhereAndWhatWasExpected() {
    assertThatThrownBy(() -> parse("a = 1\nport = 80 80\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "stores.toml: line 2, column 11: not valid TOML, expected a newline or end-of-input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = hunter2",
        "password = \"x\" hunter2",
        "password = \"hunter2",
        "password = 'hunter2\n'",
        "password = hunter2, expected hunter2",
        "password = \"\\hunter2\"",
        "password = [hunter2",
        "password = 2026-99-99hunter2",
        "password = 1hunter2"
      })
  void showsNothingOfTheText(String text) {
    Throwable thrown = catchThrowable(() -> parse(text));
    assertThat(thrown)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stores.toml: line 1, column");
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("hunter2");
  }

  @Test
  void loadsAFileAndATableOfAFile(@TempDir Path folder) throws IOException {
    RegistryConfig expected =
        RegistryConfig.empty()
            .withBackend("main", BackendConfig.of("local").withOption("base_path", "./data"))
            .withStore("data", StoreProfile.of("main").withRootPath("x"));
    Path file =
        Files.writeString(
            folder.resolve("stores.toml"),
            """
            \uFEFF[backends.main]
            type = "local"
            base_path = "./data"
            [stores.data]
            backend = "main"
            root_path = "x"
            """);
    assertThat(RegistryConfig.load(file)).isEqualTo(expected);

    Path project =
        Files.writeString(
            folder.resolve("pyproject.toml"),
            """
            [project]
            name = "x"
            [tool.remote-store.backends.main]
            type = "local"
            base_path = "./data"
            [tool.remote-store.stores]
            data = { backend = "main", root_path = "x" }
            """);
    assertThat(RegistryConfig.load(project, LoadOptions.strict().withTable("tool", "remote-store")))
        .isEqualTo(expected);
    assertThatThrownBy(() -> RegistryConfig.load(project))
        .hasMessageContaining("project: unknown key");
  }

  @Test
  void opensAStore() {
    RegistryConfig config =
        RegistryConfig.parse(
            """
            [backends.main]
            type = "memory"
            [backends.main.java]
            concurrency = 8
            part_size = "8MiB"
            [stores.data]
            backend = "main"
            root_path = "a"
            """,
            "toml",
            LoadOptions.strict());
    try (Registry registry = Registry.of(config)) {
      assertThat(registry.store("data").identity().root()).isEqualTo("a");
    }
  }

  @Test
  void opensTheFrontPageOfThePythonLibrary(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("stores.toml"),
            """
            [backends.main]
            type = "local"
            base_path = '%s'
            [backends.main.java]
            durability = "fsync"
            [backends.main.retry]
            max_attempts = 2
            [stores.data]
            backend = "main"
            root_path = "x"
            [stores.all]
            backend = "main"
            """
                .formatted(folder.resolve("lake")));
    try (Registry registry = Registry.of(RegistryConfig.load(file))) {
      registry.store("data").writeText("a.txt", "hello");
      assertThat(registry.store("all").readText("x/a.txt")).isEqualTo("hello");
    }
    assertThat(folder.resolve("lake/x/a.txt")).hasContent("hello");
  }
}
