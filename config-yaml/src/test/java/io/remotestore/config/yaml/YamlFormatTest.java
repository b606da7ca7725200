package io.remotestore.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotestore.ConfigException;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFormatTest {
  private static Map<String, ?> parse(String text) {
    return new YamlFormat().parse(text, "stores.yaml");
  }

  @ParameterizedTest
  @CsvSource({"no,no", "on,on", "0o17,15", "08:30,08:30", "1_000,1_000", "2026-11-21,2026-11-21"})
  void readsScalarsAsYaml12(String text, String expected) {
    assertThat(parse("a: " + text).get("a")).hasToString(expected);
  }

  @Test
  void readsNothingAsNothing() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("# only a comment\n")).isEmpty();
  }

  @Test
  void anEmptyValueIsNoText() {
    RegistryConfig config =
        RegistryConfig.parse(
            """
            backends:
              1:
                type: memory
                options:
                retry: ~
            stores:
              data:
                backend: '1'
                root_path:
            """,
            "yaml",
            LoadOptions.strict());
    assertThat(config)
        .isEqualTo(
            RegistryConfig.empty()
                .withBackend("1", BackendConfig.of("memory"))
                .withStore("data", StoreProfile.of("1")));
  }

  @Test
  void refusesAKeyThatIsNull() {
    assertThatThrownBy(
            () -> RegistryConfig.parse("backends:\n  ~: {type: x}", "yml", LoadOptions.strict()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("backends: a key is not text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a: 1\na: 2`|stores.yaml: line 2, column 1: not valid YAML, a key is there twice",
        "`a: 1\nb: c: d`|stores.yaml: line 2, column 5: not valid YAML, mapping values are not",
        "`a: [1`|stores.yaml: line 1, column 6: not valid YAML, expected ',' or ']'",
        "`- a`|stores.yaml: the top level is not a mapping",
        "`a: 1\n---\nb: 2`|stores.yaml: line 2, column 1: not valid YAML, a second document begins",
        "`a: !!java.net.URL [x]`|stores.yaml: line 1, column 4: not valid YAML",
      })
  void saysWhereAndWhatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: *hunter2",
        "password: \"hunter2",
        "password: @hunter2",
        "password: hunter2: hunter2",
        "password: !hunter2 x",
        "password: [hunter2",
        "password: \"\\hunter2\"",
        "password: |hunter2",
        "? [hunter2]\n: {hunter2"
      })
  void showsNothingOfTheText(String text) {
    Throwable thrown = catchThrowable(() -> parse(text));
    assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("not valid YAML");
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("hunter2");
  }

  @Test
  void refusesABombOfAliases() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [*a");
      bomb.append(i - 1).append(", *a").append(i - 1).append("]\n");
    }
    assertThatThrownBy(() -> parse(bomb.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not valid YAML");
  }
}
