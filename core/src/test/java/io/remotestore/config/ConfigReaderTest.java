package io.remotestore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.ConfigException;
import io.remotestore.RetryPolicy;
import io.remotestore.StoreOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

  private static RegistryConfig read(Map<?, ?> data, LoadOptions options) {
    return ConfigReader.read(data, options, () -> FakeBackend.with(new FakeBackend()));
  }

  private static RegistryConfig read(Map<?, ?> data) {
    return read(data, LoadOptions.defaults());
  }

  private static List<String> problems(Runnable action) {
    ConfigException e = catchThrowableOfType(ConfigException.class, action::run);
    assertThat(e).isNotNull();
    return e.problems();
  }

  private static Map<String, @Nullable Object> table(@Nullable Object... pairs) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      out.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return out;
  }

  private static Map<String, @Nullable Object> backend(@Nullable Object... pairs) {
    return table("backends", table("main", table(pairs)));
  }

  @Test
  void readsThePythonLayout() {
    RegistryConfig config =
        read(
            table(
                "backends",
                table(
                    "main",
                    table(
                        "type",
                        "fake",
                        "options",
                        table("bucket", "b", "port", 8, "secret", "s"),
                        "retry",
                        table("max_attempts", 5, "backoff_base", 2.5, "timeout", 60),
                        "java",
                        table("mode", "plain"))),
                "stores",
                table(
                    "data",
                    table("backend", "main", "root_path", "x/y", "options", table("any", 1)))));

    assertThat(config)
        .isEqualTo(
            RegistryConfig.empty()
                .withBackend(
                    "main",
                    BackendConfig.of("fake")
                        .withOption("bucket", "b")
                        .withOption("port", 8L)
                        .withOption("secret", Secret.of("s"))
                        .withJavaOption("mode", "plain")
                        .withRetry(
                            new RetryPolicy(
                                5,
                                Duration.ofMillis(2500),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(60))))
                .withStore("data", new StoreProfile("main", "x/y", Map.of("any", 1), Map.of())));
  }

  @Test
  void readsTheFlatLayout() {
    RegistryConfig config =
        read(
            table(
                "backends",
                table(
                    "here", table("type", "local", "base_path", "./data", "durability", "fsync"),
                    "main", table("type", "fake", "bucket", "b", "options", table("port", 1))),
                "stores",
                table("data", table("backend", "here"))));

    assertThat(config.backends().get("here"))
        .isEqualTo(
            BackendConfig.of("local")
                .withOption("base_path", "./data")
                .withOption("durability", "fsync"));
    assertThat(config.backends().get("main"))
        .isEqualTo(BackendConfig.of("fake").withOption("port", 1).withOption("bucket", "b"));
    assertThatCode(
            () ->
                Registry.of(config, StoreOptions.defaults(), FakeBackend.with(new FakeBackend()))
                    .close())
        .doesNotThrowAnyException();
  }

  @Test
  void takesNullForNothing() {
    RegistryConfig config =
        read(
            table(
                "backends",
                table(
                    "main", table("type", "memory", "options", null, "retry", null, "java", null)),
                "stores",
                table("data", table("backend", "main", "root_path", null, "options", null))));
    assertThat(config.backends().get("main")).isEqualTo(BackendConfig.of("memory"));
    assertThat(config.stores().get("data")).isEqualTo(StoreProfile.of("main"));
    assertThat(read(table("backends", null, "stores", null))).isEqualTo(RegistryConfig.empty());
    assertThat(read(Map.of())).isEqualTo(RegistryConfig.empty());
  }

  @Test
  void refusesNullWhereSomethingMustBe() {
    assertThat(
            problems(
                () ->
                    read(
                        table(
                            "backends",
                            table("main", table("type", null), "other", null),
                            "stores",
                            table("data", table("backend", null), "more", null)))))
        .containsExactly(
            "backends.main.type: required, but missing",
            "backends.other.type: required, but missing",
            "stores.data.backend: required, but missing",
            "stores.more.backend: required, but missing");
  }

  @Test
  void anEmptyRetryTableIsTheStandardPolicy() {
    BackendConfig config = read(backend("type", "memory", "retry", table())).backends().get("main");
    assertThat(config).isEqualTo(BackendConfig.of("memory").withRetry(RetryPolicy.standard()));
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(
            problems(
                () ->
                    read(
                        table(
                            "backend",
                            table(),
                            "backends",
                            table(
                                "a",
                                table("type", "lokal", "options", table("root", "/x")),
                                "b",
                                table(
                                    "type",
                                    "fake",
                                    "options",
                                    table("buckte", "b", "port", "many", "mode", "plain"),
                                    "retry",
                                    table("max_attempt", 3, "jitter", -1, "timeout", "soon"),
                                    "java",
                                    table("concurency", 3, "part_size", "huge", "bucket", "b")),
                                "c",
                                table("type", 3, "optoins", table("root", "x")),
                                "d",
                                7,
                                "e.f",
                                table("type", "local", "rooot", "/x")),
                            "stores",
                            table(
                                "s",
                                table(
                                    "backend",
                                    "bb",
                                    "root",
                                    "x",
                                    "root_path",
                                    3,
                                    "java",
                                    table("merge_gap", -1)),
                                "t",
                                table("backend", "a", "root_path", "x/../y"))))))
        .containsExactly(
            "backend: unknown key; did you mean 'backends'?",
            "backends.b.retry.max_attempt: unknown option; did you mean 'max_attempts'?",
            "backends.b.retry.jitter: must be 0 or more",
            "backends.b.retry.timeout: expected a time such as 30s, 500ms, PT5M or a number of"
                + " seconds, found other text",
            "backends.c.type: expected text",
            "backends.d: expected a table",
            "stores.s.root: unknown key; did you mean 'root_path'?",
            "stores.s.root_path: expected text",
            "backends.a.type: unknown backend type 'lokal'; did you mean 'local'?",
            "backends.b.options.buckte: unknown option; did you mean 'bucket'?",
            "backends.b.options.port: expected an integer, found other text",
            "backends.b.options.mode: belongs in [backends.b.java], which the Python library leaves"
                + " alone",
            "backends.b.java.concurency: unknown option; did you mean 'concurrency'?",
            "backends.b.java.part_size: expected a size such as 8MiB, 64KB or a number of bytes,"
                + " found other text",
            "backends.b.java.bucket: belongs in [backends.b.options], since the Python library"
                + " knows it too",
            "backends.\"e.f\".rooot: unknown option; did you mean 'root'?",
            "backends.\"e.f\".options.root: required, but missing",
            "stores.s.backend: there is no backend 'bb'; did you mean 'b'?",
            "stores.s.java.merge_gap: must be 0 or more",
            "stores.t.root_path: Path contains a '..' segment");
  }

  @Test
  void refusesATreeThatContainsItselfOrExplodes() {
    Map<String, @Nullable Object> loop = table("type", "memory");
    loop.put("self", loop);
    assertThat(problems(() -> read(table("backends", table("main", loop)))).get(0))
        .startsWith("backends.main.self.self")
        .endsWith("nested deeper than 64 tables, or more than 100000 values in all");
    List<Object> bomb = List.of("x");
    for (int i = 0; i < 40; i++) {
      bomb = List.of(bomb, bomb);
    }
    List<Object> whole = bomb;
    assertThat(problems(() -> read(backend("type", "memory", "x", whole))).get(0))
        .contains("more than 100000 values");
  }

  @Test
  void refusesNestedKeysThatAreNoText() {
    Map<Object, Object> nested = new LinkedHashMap<>();
    nested.put(List.of(1), 1);
    assertThat(
            problems(
                () ->
                    read(
                        backend(
                            "type", "fake", "bucket", "b", "client_options", table("x", nested)))))
        .containsExactly("backends.main.client_options.x: a key is not text");
  }

  @Test
  void keepsErrorsOnOneLine() {
    Map<String, @Nullable Object> data = backend("type", "a\nb", "x\ny", 1, "options", 1);
    assertThat(problems(() -> read(data, LoadOptions.strict())))
        .containsExactly(
            "backends.main.options: expected a table",
            "backends.main.type: unknown backend type 'a\\u000ab'; known: fake, fake-too, local,"
                + " memory. A backend is known once its module is on the class path");
  }

  @Test
  void knowsTheTablesOfABackend() {
    assertThat(
            problems(
                () ->
                    read(
                        table(
                            "top",
                            1,
                            "backends",
                            table("main", table("type", "fake", "bucket", "b", "optoins", 1))))))
        .contains("backends.main.optoins: unknown option; did you mean 'options'?");
  }

  @Test
  void ignoresUnknownKeysWhereAsked() {
    Map<String, @Nullable Object> data =
        table(
            "top",
            1,
            "backends",
            table(
                "main",
                table("type", "fake", "bucket", "b", "colour", "red", "retry", table("x", 1))),
            "stores",
            table("data", table("backend", "main", "colour", "red")));
    RegistryConfig config = read(data, LoadOptions.defaults().lenient());
    assertThat(config.stores()).containsOnlyKeys("data");
    assertThatCode(
            () ->
                Registry.of(config, StoreOptions.defaults(), FakeBackend.with(new FakeBackend()))
                    .close())
        .doesNotThrowAnyException();
    assertThat(problems(() -> read(data))).hasSize(4);
  }

  @Test
  void stillRefusesWrongValuesWhereUnknownKeysAreIgnored() {
    assertThat(problems(() -> read(backend("type", 1, "x", 1), LoadOptions.defaults().lenient())))
        .containsExactly("backends.main.type: expected text");
  }

  @Test
  void refusesAnOptionGivenInBothLayouts() {
    assertThat(
            problems(
                () ->
                    read(backend("type", "fake", "bucket", "a", "options", table("bucket", "b")))))
        .containsExactly("backends.main.bucket: given twice: here and in [backends.main.options]");
  }

  @Test
  void selectsATable() {
    Map<String, @Nullable Object> data =
        table("tool", table("remote-store", backend("type", "memory")), "project", table());
    assertThat(read(data, LoadOptions.defaults().withTable("tool", "remote-store")))
        .isEqualTo(read(backend("type", "memory")));
    assertThat(problems(() -> read(data, LoadOptions.defaults().withTable("tool", "remotestore"))))
        .containsExactly("tool.remotestore: there is no such table; did you mean 'remote-store'?");
  }

  // ---------------------------------------------------------------- variables

  private static final Function<String, @Nullable String> ENVIRONMENT =
      Map.of("TYPE", "fake", "BUCKET", "b", "PORT", "9", "VERIFY", "false", "EMPTY", "")::get;

  @ParameterizedTest
  @CsvSource({
    "${BUCKET}, b",
    "x-${BUCKET}-${TYPE}, x-b-fake",
    "${NONE:-d}, d",
    "${NONE:-}, ''",
    "${EMPTY:-d}, ''",
    "${NONE:-a:-b}, a:-b",
    "$${BUCKET}, ${BUCKET}",
    "$${BUCKET}${BUCKET}, ${BUCKET}b",
    "$BUCKET, $BUCKET",
    "${}, ${}"
  })
  void replacesVariables(String text, String expected) {
    RegistryConfig config =
        read(
            backend("type", "${TYPE}", "options", table("bucket", text)),
            LoadOptions.defaults().withEnvironment(ENVIRONMENT));
    assertThat(config.backends().get("main"))
        .isEqualTo(BackendConfig.of("fake").withOption("bucket", expected));
  }

  @Test
  void replacesVariablesInTablesAndListsAndLeavesTheInputAlone() {
    Map<String, @Nullable Object> data =
        backend(
            "type",
            "fake",
            "options",
            table(
                "bucket", "b",
                "hosts", Arrays.asList("${BUCKET}", 1),
                "client_options", table("x", table("${BUCKET}", "${PORT}"))));
    RegistryConfig config = read(data, LoadOptions.defaults().withEnvironment(ENVIRONMENT));
    assertThat(config.backends().get("main"))
        .extracting(BackendConfig::options)
        .isEqualTo(
            Map.of(
                "bucket", "b",
                "hosts", List.of("b", 1L),
                "client_options", Map.of("x", Map.of("${BUCKET}", "9"))));
    assertThat(data.toString()).contains("${PORT}");
  }

  @Test
  void leavesVariablesAloneUnlessAsked() {
    assertThat(read(backend("type", "fake", "bucket", "${BUCKET}")).backends().get("main"))
        .isEqualTo(BackendConfig.of("fake").withOption("bucket", "${BUCKET}"));
  }

  @Test
  void takesNumbersAndBooleansFromVariables() {
    FakeBackend fake = new FakeBackend();
    RegistryConfig config =
        read(
            table(
                "backends",
                table(
                    "main",
                    table(
                        "type",
                        "fake",
                        "options",
                        table("bucket", "b", "port", "${PORT}", "verify", "${VERIFY}"),
                        "retry",
                        table("max_attempts", "${PORT}", "jitter", "${NONE:-0.5}"))),
                "stores",
                table("data", table("backend", "main"))),
            LoadOptions.defaults().withEnvironment(ENVIRONMENT));
    try (Registry registry = Registry.of(config, StoreOptions.defaults(), FakeBackend.with(fake))) {
      registry.store("data").close();
      assertThat(registry.optionsOf("data").retry())
          .isEqualTo(RetryPolicy.standard().withMaxAttempts(9).withJitter(Duration.ofMillis(500)));
    }
    assertThat(fake.opened.get(0).value(FakeBackend.PORT)).isEqualTo(9);
    assertThat(fake.opened.get(0).value(FakeBackend.VERIFY)).isFalse();
  }

  @Test
  void namesEveryVariableThatIsNotSet() {
    assertThat(
            problems(
                () ->
                    read(
                        backend(
                            "type",
                            "fake",
                            "options",
                            table("bucket", "${B1}", "hosts", List.of("x", "${B2}"), "prt", 1)),
                        LoadOptions.strict().withEnvironment(name -> null))))
        .containsExactly(
            "backends.main.options.bucket: the variable 'B1' is not set; ':-text' after its name"
                + " gives a default",
            "backends.main.options.hosts[1]: the variable 'B2' is not set; ':-text' after its name"
                + " gives a default",
            "backends.main.options.prt: unknown option; did you mean 'port'?");
  }
}
