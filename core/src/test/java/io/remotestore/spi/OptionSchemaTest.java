package io.remotestore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.config.FakeBackend;
import io.remotestore.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSchemaTest {
  private static <T> @Nullable T read(Option<T> option, Object value) {
    return OptionSchema.of(option)
        .read(GivenOptions.of(Map.of(option.name(), value)))
        .orThrow()
        .find(option);
  }

  private static String problem(Option<?> option, Object value) {
    return OptionSchema.of(option)
        .read(GivenOptions.of(Map.of(option.name(), value)))
        .findings()
        .get(0)
        .text();
  }

  @Test
  void readsEveryKindFromItsOwnTypeAndFromText() {
    assertThat(read(Option.text("o", "d"), "x")).isEqualTo("x");
    assertThat(read(Option.path("o", "d"), "/x")).isEqualTo(Path.of("/x"));
    assertThat(read(Option.path("o", "d"), Path.of("x"))).isEqualTo(Path.of("x"));
    assertThat(read(Option.integer("o", "d"), 8L)).isEqualTo(8);
    assertThat(read(Option.integer("o", "d"), " 8 ")).isEqualTo(8);
    assertThat(read(Option.number("o", "d"), 8L)).isEqualTo(8.0);
    assertThat(read(Option.number("o", "d"), "0.5")).isEqualTo(0.5);
    assertThat(read(Option.bool("o", "d"), false)).isEqualTo(false);
    assertThat(read(Option.bool("o", "d"), "True")).isEqualTo(true);
    assertThat(read(Option.secret("o", "d"), "x")).isEqualTo(Secret.of("x"));
    assertThat(read(Option.text("o", "d"), Secret.of("x"))).isEqualTo("x");
    assertThat(read(Option.textList("o", "d"), List.of("a", 1L))).containsExactly("a", "1");
    assertThat(read(Option.textList("o", "d"), "a")).containsExactly("a");
    assertThat(read(Option.textMap("o", "d"), Map.of("a", Secret.of("b"))))
        .isEqualTo(Map.of("a", "b"));
    assertThat(read(Option.secretMap("o", "d"), Map.of("a", "b")))
        .isEqualTo(Map.of("a", Secret.of("b")));
    assertThat(read(Option.nestedMap("o", "d"), Map.of("a", Map.of("b", 1L))))
        .isEqualTo(Map.of("a", Map.of("b", 1L)));
    assertThat(read(Option.object("o", Thread.class, "d"), Thread.currentThread()))
        .isSameAs(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra-loud", "EXTRA_LOUD", "Extra_Loud"})
  void readsChoicesInAnySpelling(String text) {
    Option<FakeBackend.Mode> mode = Option.choice("o", FakeBackend.Mode.class, "d");
    assertThat(read(mode, text)).isEqualTo(FakeBackend.Mode.EXTRA_LOUD);
    assertThat(mode.choices()).containsExactly("plain", "extra-loud");
  }

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "500ms, PT0.5S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "PT1M30S, PT1M30S",
    "0.25, PT0.25S",
    "10, PT10S",
    "1.5 s, PT1.5S",
    "7us, PT0.000007S",
    "9ns, PT0.000000009S"
  })
  void readsDurations(String text, Duration expected) {
    assertThat(read(Option.duration("o", "d"), text)).isEqualTo(expected);
  }

  @Test
  void readsNumbersAsSeconds() {
    assertThat(read(Option.duration("o", "d"), 2L)).isEqualTo(Duration.ofSeconds(2));
    assertThat(read(Option.duration("o", "d"), 0.5)).isEqualTo(Duration.ofMillis(500));
    assertThat(read(Option.duration("o", "d"), -1L)).isEqualTo(Duration.ofSeconds(-1));
  }

  @ParameterizedTest
  @CsvSource({
    "8MiB, 8388608",
    "64KB, 64000",
    "64 kb, 64000",
    "1.5KiB, 1536",
    "12, 12",
    "12B, 12",
    "2GiB, 2147483648",
    "1TB, 1000000000000"
  })
  void readsSizes(String text, long expected) {
    assertThat(read(Option.byteSize("o", "d"), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8M", "8 MiBs", "0.5", "99999999999TiB", "MiB", "1e3"})
  void refusesSizesWithoutShowingThem(String text) {
    assertThat(problem(Option.byteSize("o", "d"), text))
        .startsWith("o: expected a size such as 8MiB, 64KB or a number of bytes, found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5 minutes", "PT", "1e300"})
  void refusesDurations(String text) {
    assertThat(problem(Option.duration("o", "d"), text)).startsWith("o: expected a time such as");
  }

  @Test
  void saysWhatItExpectedAndNeverWhatItFound() {
    assertThat(problem(Option.integer("o", "d"), "hunter2"))
        .isEqualTo("o: expected an integer, found other text");
    assertThat(problem(Option.integer("o", "d"), 8.0))
        .isEqualTo("o: expected an integer, found a number with a fraction");
    assertThat(problem(Option.integer("o", "d"), 1L << 40))
        .isEqualTo("o: does not fit into 32 bits");
    assertThat(problem(Option.number("o", "d"), Double.NaN)).contains("expected a finite number");
    assertThat(problem(Option.bool("o", "d"), "yes")).contains("expected true or false");
    assertThat(problem(Option.bool("o", "d"), 1L)).contains("found an integer");
    assertThat(problem(Option.text("o", "d"), 1L)).isEqualTo("o: expected text, found an integer");
    assertThat(problem(Option.text("o", "d"), Map.of())).contains("found a table");
    assertThat(problem(Option.path("o", "d"), " ")).contains("expected a path, found empty text");
    assertThat(problem(Option.nestedMap("o", "d"), List.of())).contains("found a list");
    assertThat(problem(Option.textList("o", "d"), List.of(Map.of()))).contains("not text");
    assertThat(problem(Option.object("o", Thread.class, "d"), "x"))
        .contains("java.lang.Thread, which only code can give");
    assertThat(problem(Option.choice("o", FakeBackend.Mode.class, "d"), "plian"))
        .isEqualTo("o: expected one of plain, extra-loud; did you mean 'plain'?");
  }

  @Test
  void checksRequirements() {
    assertThat(problem(Option.byteSize("o", "d"), "-1")).isEqualTo("o: must be 0 or more");
    Option<Integer> port = Option.integer("port", "d").where(p -> p > 0, "greater than 0");
    assertThat(problem(port, 0L)).isEqualTo("port: must be greater than 0");
  }

  @Test
  void tellsDefaultsNullsAndWhatWasGiven() {
    Option<Integer> port = Option.integer("port", "d").withDefault(22);
    Option<Integer> other = Option.integer("other", "d");
    Map<String, @Nullable Object> given = new HashMap<>();
    given.put("port", null);
    OptionValues values = OptionSchema.of(port, other).read(GivenOptions.of(given)).orThrow();
    assertThat(values.value(port)).isEqualTo(22);
    assertThat(values.isGiven(port)).isFalse();
    assertThat(values.isNull(port)).isTrue();
    assertThat(values.isNull(other)).isFalse();
    assertThat(values.find(other)).isNull();
    assertThatThrownBy(() -> values.value(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Option[other, INTEGER, OPTIONS]");
  }

  @Test
  void findsEverythingAtOnce() {
    OptionSchema schema = new FakeBackend().schema();
    OptionReading reading =
        schema.read(
            GivenOptions.of(
                Map.of("http_client", "x", "engine", "y", "prot", 1L, "verify", "maybe")));
    assertThat(reading.findings())
        .extracting(OptionFinding::text)
        .containsExactlyInAnyOrder(
            "http_client: an option of the Python library that has no meaning here: there is one"
                + " client",
            "engine: an option of the Python library that has no meaning here: it is an object of"
                + " Python",
            "prot: unknown option; did you mean 'port'?",
            "verify: expected true or false, found other text",
            "bucket: required, but missing");
    assertThatThrownBy(reading::orThrow)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .noneMatch(problem -> problem.startsWith("http_client")));
  }

  @Test
  void knowsAliasesAndRefusesAValueGivenTwice() {
    Option<String> root = Option.text("root", "d").alias("base_path");
    OptionSchema schema = OptionSchema.of(root);
    assertThat(schema.read(GivenOptions.of(Map.of("base_path", "/x"))).orThrow().value(root))
        .isEqualTo("/x");
    assertThat(
            schema.read(GivenOptions.of(Map.of("base_path", "/x", "root", "/y"))).findings().get(0))
        .extracting(OptionFinding::text)
        .asString()
        .contains("given twice");
  }

  @Test
  void refusesTwoOptionsOfOneName() {
    Option<String> root = Option.text("root", "d");
    assertThatThrownBy(() -> OptionSchema.of(root).and(OptionSchema.of(root)))
        .hasMessage("two options are called root");
  }
}
