package io.remotestore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotestore.StoreOptions;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionReading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoSecretShownTest {
  private static final String SECRET = "hunter2";

  private static final Map<String, Object> OPTIONS =
      Map.ofEntries(
          Map.entry("bucket", "shown"),
          Map.entry("key", SECRET),
          Map.entry("secret", SECRET),
          Map.entry("secret_key", SECRET),
          Map.entry("password", SECRET),
          Map.entry("account_key", SECRET),
          Map.entry("sas_token", SECRET),
          Map.entry("connection_string", "AccountName=a;AccountKey=" + SECRET),
          Map.entry("client_certificate", SECRET),
          Map.entry("url", "postgresql://user:" + SECRET + "@host/db"),
          Map.entry("account_url", "https://host/?sv=1&sig=" + SECRET),
          Map.entry("dsn", "host=h;password=" + SECRET),
          Map.entry("headers", Map.of("Authorization", SECRET, "X-Whatever", SECRET)),
          Map.entry("tokens", List.of(SECRET, Map.of("any", SECRET))),
          Map.entry("credential", new Leaky()),
          Map.entry(
              "client_options",
              Map.of(
                  "nested", Map.of("passphrase", SECRET, "list", List.of(Map.of("pwd", SECRET))),
                  "extra_headers", Map.of("x", SECRET))));

  /** An object of an application, which prints all that it knows. */
  private static final class Leaky {
    @Override
    public String toString() {
      return SECRET;
    }
  }

  private static void assertSilent(Object value) {
    assertThat(value.toString()).isNotBlank().doesNotContain(SECRET);
  }

  @Test
  void noConfigurationPrintsASecret() {
    RegistryConfig config =
        RegistryConfig.fromMap(
            Map.of(
                "backends",
                Map.of("main", Map.of("type", "fake", "options", OPTIONS, "java", OPTIONS)),
                "stores",
                Map.of("data", Map.of("backend", "main", "options", OPTIONS, "java", OPTIONS))));
    BackendConfig backend = config.backends().values().iterator().next();
    StoreProfile store = config.stores().values().iterator().next();

    List.of(config, backend, store, config.backends(), config.stores())
        .forEach(NoSecretShownTest::assertSilent);
    OPTIONS.keySet().stream()
        .filter(name -> !name.equals("credential"))
        .forEach(
            name -> {
              assertSilent(String.valueOf(backend.options().get(name)));
              assertSilent(String.valueOf(backend.javaOptions().get(name)));
              assertSilent(String.valueOf(store.options().get(name)));
            });
    assertThat(backend.toString())
        .contains("bucket=shown", "url=postgresql://user:***@host/db", "secret=***");
  }

  @Test
  void codeIsMaskedAsFilesAre() {
    BackendConfig config = BackendConfig.of("fake");
    for (Map.Entry<String, Object> option : OPTIONS.entrySet()) {
      config = config.withOption(option.getKey(), option.getValue());
    }
    assertSilent(config);
    assertThat(config.options().get("secret")).isEqualTo(Secret.of(SECRET));
  }

  @Test
  void aNumberCanBeASecret() {
    assertThat(BackendConfig.of("fake").withOption("password", 1234).toString())
        .doesNotContain("1234");
  }

  @Test
  void optionsOnTheirWayPrintNamesOnly() {
    GivenOptions given = GivenOptions.of(OPTIONS);
    OptionReading reading = new FakeBackend().schema().read(given);
    assertSilent(given);
    assertSilent(reading);
    assertSilent(reading.values());
  }

  @Test
  void noExceptionShowsAValue() {
    Map<String, Object> wrong =
        Map.of(
            "backends",
            Map.of(
                "main",
                Map.of(
                    "type",
                    "fake",
                    "options",
                    Map.of(
                        "bucket", List.of(SECRET),
                        "port", SECRET,
                        "verify", SECRET,
                        "timeout", SECRET,
                        "headers", SECRET,
                        "client_options", SECRET,
                        "hosts", Map.of("x", SECRET),
                        "unknown", SECRET,
                        "engine", SECRET),
                    "retry",
                    Map.of("jitter", SECRET),
                    "java",
                    Map.of("mode", SECRET, "part_size", SECRET)),
                "other",
                Map.of("type", 1)),
            "top",
            SECRET);
    Throwable thrown =
        catchThrowable(
            () ->
                ConfigReader.read(
                    wrong, LoadOptions.strict(), () -> FakeBackend.with(new FakeBackend())));
    assertThat(thrown).isNotNull().hasMessageContaining("backends.main.options.port");
    assertThat(thrown).hasMessageContaining("backends.main.java.part_size");
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertSilent(trace);
  }

  @Test
  void noRegistryPrintsASecret() {
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend(
                "main",
                BackendConfig.of("fake").withOption("bucket", "b").withOption("secret", SECRET))
            .withStore("data", StoreProfile.of("main"));
    FakeBackend fake = new FakeBackend();
    try (Registry registry = Registry.of(config, StoreOptions.defaults(), FakeBackend.with(fake))) {
      assertSilent(registry);
      assertSilent(registry.config());
      registry.store("data").close();
      assertThat(fake.opened.get(0).find(FakeBackend.SECRET)).isEqualTo(Secret.of(SECRET));
    }
    assertSilent(LoadOptions.strict().withEnvironment(name -> SECRET));
  }
}
