package io.remotestore.config.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotestore.ConfigException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {
  private static Map<String, ?> parse(String text) {
    return new JsonFormat().parse(text, "stores.json");
  }

  @Test
  void parsesEveryType() {
    Map<String, @Nullable Object> expected = new HashMap<>();
    expected.put("text", "x");
    expected.put("whole", 8L);
    expected.put("big", new BigInteger("99999999999999999999"));
    expected.put("half", 0.5);
    expected.put("yes", true);
    expected.put("no", false);
    expected.put("none", null);
    expected.put("list", Arrays.asList(1L, null, Map.of("a", Map.of())));
    assertThat(
            parse(
                """
                {"text": "x", "whole": 8, "big": 99999999999999999999, "half": 0.5,
                 "yes": true, "no": false, "none": null, "list": [1, null, {"a": {}}]}
                """))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1,\"a\": 2}|stores.json: line 1, column 12: not valid JSON, a key is there twice",
        "{\"a\": 1 2}|stores.json: line 1, column 9: not valid JSON, was expecting comma",
        "{\"a\": 1|stores.json: line 1, column 8: not valid JSON",
        "[]|stores.json: the top level is not an object",
        "''|stores.json: the top level is not an object",
        "{} {}|stores.json: line 1, column 4: text after the end",
        "{'a': 1}|stores.json: line 1, column 2: not valid JSON, was expecting double-quote",
      })
  void saysWhereAndWhatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\": hunter2}",
        "{\"password\": \"hunter2}",
        "{\"password\": \"\\hunter2\"}",
        "{\"password\": 'hunter2'}",
        "{\"password\": 1hunter2}",
        "hunter2",
        "{} hunter2"
      })
  void showsNothingOfTheText(String text) {
    Throwable thrown = catchThrowable(() -> parse(text));
    assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("stores.json: ");
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("hunter2");
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThatThrownBy(() -> parse("{\"a\":".repeat(5000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nested deeper than 64");
  }
}
