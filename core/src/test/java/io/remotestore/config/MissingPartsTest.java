package io.remotestore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.ConfigException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file for a laptop and for production: what production needs is missing on the laptop. */
final class MissingPartsTest {
  private static final Map<String, Object> LAPTOP = Map.of("type", "fake", "bucket", "b");
  private static final String NOT_SET = " is not set; ':-text' after its name gives a default";

  private final FakeBackend fake = new FakeBackend();

  private static Map<String, Object> file(Map<String, Object> production) {
    return Map.of(
        "backends",
        Map.of("laptop", LAPTOP, "production", production),
        "stores",
        Map.of(
            "here", Map.of("backend", "laptop"),
            "there", Map.of("backend", "production")));
  }

  private RegistryConfig read(Map<String, Object> data, LoadOptions options) {
    return ConfigReader.read(
        data, options.withEnvironment(name -> null), () -> FakeBackend.with(fake));
  }

  private Registry registry(RegistryConfig config) {
    return Registry.of(config, StoreOptions.defaults(), FakeBackend.with(fake));
  }

  private static List<String> problems(ThrowingCall call) {
    ConfigException thrown = catchThrowableOfType(ConfigException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private interface ThrowingCall {
    void run();
  }

  /** Opens the store that has all it needs, and returns why the other one cannot be opened. */
  private List<String> whyNotThere(Map<String, Object> production) {
    try (Registry registry = registry(read(file(production), LoadOptions.defaults()))) {
      registry.store("here").close();
      assertThat(fake.opened).hasSize(1);
      assertThat(registry.storeNames()).containsExactlyInAnyOrder("here", "there");
      return problems(() -> registry.store("there"));
    }
  }

  @Test
  void aVariableThatIsNotSetStopsTheStoresOfItsBackendAlone() {
    Map<String, Object> production =
        Map.of("type", "fake", "bucket", "${BUCKET}", "retry", Map.of("max_attempts", "${N}"));
    assertThat(whyNotThere(production))
        .contains(
            "backends.production.bucket: the variable 'BUCKET'" + NOT_SET,
            "backends.production.retry.max_attempts: the variable 'N'" + NOT_SET);
  }

  @Test
  void theTypeMayBeAVariableToo() {
    assertThat(whyNotThere(Map.of("type", "${TYPE}")))
        .contains("backends.production.type: the variable 'TYPE'" + NOT_SET);
  }

  @ParameterizedTest
  @CsvSource({
    "s3, remote-store-s3",
    "s3-pyarrow, remote-store-s3",
    "http, remote-store-http",
  })
  void aModuleThatIsMissingStopsTheStoresOfItsBackendAlone(String type, String module) {
    assertThat(whyNotThere(Map.of("type", type, "bucket", "b")))
        .containsExactly(
            "backends.production.type: nothing on the class path opens backends of the type '"
                + type
                + "'; add io.remotestore:"
                + module);
  }

  @Test
  void aBackendOfSomebodyElseMayBeMissingToo() {
    assertThat(whyNotThere(Map.of("type", "carrier-pigeon")))
        .containsExactly(
            "backends.production.type: unknown backend type 'carrier-pigeon'; known: fake,"
                + " fake-too, local, memory. A backend is known once its module is on the class"
                + " path");
  }

  @Test
  void aVariableOfAStoreStopsThatStoreAlone() {
    Map<String, Object> data =
        Map.of(
            "backends",
            Map.of("laptop", LAPTOP),
            "stores",
            Map.of(
                "here", Map.of("backend", "laptop"),
                "there", Map.of("backend", "${WHERE}", "root_path", "${FOLDER}")));
    try (Registry registry = registry(read(data, LoadOptions.defaults()))) {
      registry.store("here").close();
      assertThat(problems(() -> registry.store("there")))
          .contains(
              "stores.there.backend: the variable 'WHERE'" + NOT_SET,
              "stores.there.root_path: the variable 'FOLDER'" + NOT_SET);
    }
  }

  @Test
  void strictLoadingTellsOfAllOfIt() {
    LoadOptions strict = LoadOptions.strict();
    assertThat(problems(() -> read(file(Map.of("type", "fake", "bucket", "${B}")), strict)))
        .contains("backends.production.bucket: the variable 'B'" + NOT_SET);
    RegistryConfig config = read(file(Map.of("type", "s3")), strict);
    assertThat(problems(() -> registry(config)))
        .containsExactly(
            "backends.production.type: nothing on the class path opens backends of the type 's3';"
                + " add io.remotestore:remote-store-s3");
    assertThat(fake.opened).isEmpty();
  }

  @Test
  void aMistakeThatNothingMissingExplainsIsToldAtOnce() {
    assertThatThrownBy(() -> registry(read(file(Map.of("type", "fak")), LoadOptions.defaults())))
        .hasMessageContaining("unknown backend type 'fak'; did you mean 'fake'?");
    Map<String, Object> misspelt = Map.of("type", "fake", "bucket", "b", "prt", 1);
    assertThatThrownBy(() -> registry(read(file(misspelt), LoadOptions.defaults())))
        .hasMessageContaining("did you mean 'port'?");
  }

  @Test
  void aBackendThatIsReplacedLacksNothing() {
    RegistryConfig config =
        read(file(Map.of("type", "fake", "bucket", "${BUCKET}")), LoadOptions.defaults())
            .withBackend("production", BackendConfig.of("fake").withOption("bucket", "c"));
    try (Registry registry = registry(config);
        Store store = registry.store("there")) {
      assertThat(store.identity().service()).isEqualTo("c");
    }
  }

  @Test
  void optionsCanBeGivenAsAMap() {
    BackendConfig one = BackendConfig.of("fake").withOption("bucket", "a").withOption("port", 1);
    BackendConfig same =
        BackendConfig.of("fake")
            .withOption("bucket", "b")
            .withOptions(Map.of("bucket", "a", "port", 1));
    assertThat(same).isEqualTo(one);
  }
}
