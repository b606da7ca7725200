package io.remotestore.config.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.RetryPolicy;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.Secret;
import io.remotestore.config.StoreProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameInEveryFormatTest {
  private static final String TOML =
      """
      [backends.main]
      type = "s3"
      [backends.main.options]
      bucket = "b"
      secret = "hush"
      verify = true
      limit = 1.5
      hosts = ["a", "b"]
      url = "ftp://u:hush@h"
      [backends.main.options.client_options]
      anon = false
      config_kwargs = { max_pool_connections = 10, password = "hush" }
      [backends.main.retry]
      max_attempts = 5
      backoff_base = 0.5
      [backends.main.java]
      part_size = "8MiB"
      [backends.here]
      type = "local"
      base_path = "${ROOT:-/data}"
      [stores.data]
      backend = "main"
      root_path = "x"
      """;

  private static final String YAML =
      """
      backends:
        main:
          type: s3
          options:
            bucket: b
            secret: hush
            verify: true
            limit: 1.5
            hosts: [a, b]
            url: ftp://u:hush@h
            client_options:
              anon: false
              config_kwargs:
                max_pool_connections: 10
                password: hush
          retry:
            max_attempts: 5
            backoff_base: 0.5
          java:
            part_size: 8MiB
        here:
          type: local
          base_path: ${ROOT:-/data}
          options:
      stores:
        data:
          backend: main
          root_path: x
      """;

  private static final String JSON =
      """
      {
        "backends": {
          "main": {
            "type": "s3",
            "options": {
              "bucket": "b",
              "secret": "hush",
              "verify": true,
              "limit": 1.5,
              "hosts": ["a", "b"],
              "url": "ftp://u:hush@h",
              "client_options": {
                "anon": false,
                "config_kwargs": {"max_pool_connections": 10, "password": "hush"}
              }
            },
            "retry": {"max_attempts": 5, "backoff_base": 0.5},
            "java": {"part_size": "8MiB"}
          },
          "here": {"type": "local", "base_path": "${ROOT:-/data}", "options": null}
        },
        "stores": {"data": {"backend": "main", "root_path": "x"}}
      }
      """;

  private static final RegistryConfig EXPECTED =
      RegistryConfig.empty()
          .withBackend(
              "main",
              BackendConfig.of("s3")
                  .withOption("bucket", "b")
                  .withOption("secret", Secret.of("hush"))
                  .withOption("verify", true)
                  .withOption("limit", 1.5)
                  .withOption("hosts", List.of("a", "b"))
                  .withOption("url", "ftp://u:hush@h")
                  .withOption(
                      "client_options",
                      Map.of(
                          "anon",
                          false,
                          "config_kwargs",
                          Map.of("max_pool_connections", 10, "password", "hush")))
                  .withJavaOption("part_size", "8MiB")
                  .withRetry(
                      RetryPolicy.standard()
                          .withMaxAttempts(5)
                          .withBackoff(Duration.ofMillis(500), Duration.ofSeconds(60))))
          .withBackend("here", BackendConfig.of("local").withOption("base_path", "/data"))
          .withStore("data", StoreProfile.of("main").withRootPath("x"));

  /** The stack of a thread overflows from some thousand levels on. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "toml, `a = `, `[`, `]`, ``",
        "toml, `a = `, `{a = `, `}`, 1",
        "toml, `[a`, `.a`, ``, `]`",
        "toml, `a`, `.a`, ``, ` = 1`",
        "toml, `a`, `.\"a\"`, ``, ` = 1`",
        "toml, `a`, `.1`, ``, ` = 1`",
        "toml, `a = `, `{b.b.b.b = `, `}`, 1",
        "yaml, `a: `, `[`, `]`, ``",
        "yaml, `a: `, `{a: `, `}`, 1",
        "yaml, `a:\n `, `- `, ``, 1",
        "yaml, `? `, `? `, ``, a",
        "json, `{\"a\": `, `[`, `]`, `}`",
        "json, `{\"a\": `, `{\"a\": `, `}`, 1",
      })
  void whatIsNestedDeeplyIsRefused(
      String extension, String before, String open, String close, @Nullable String inside) {
    String middle = inside == null ? "" : inside;
    String deep = before + open.repeat(100_000) + middle + close.repeat(100_000);
    assertThatThrownBy(() -> RegistryConfig.parse(deep, extension, LoadOptions.defaults()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nested deeper than 64");
  }

  @ParameterizedTest
  @CsvSource({"toml", "yaml", "json"})
  void whatIsNestedALittleIsRead(String extension) {
    int levels = 40;
    String text =
        switch (extension) {
          case "toml" ->
              "[backends.m]\ntype = \"memory\" # [[[[\n[backends.m.options]\nx = "
                  + "[".repeat(levels)
                  + "1.5, 2.5"
                  + "]".repeat(levels);
          case "yaml" ->
              "backends: {m: {type: memory, options: {x: "
                  + "[".repeat(levels)
                  + "1.5, 2.5"
                  + "]".repeat(levels)
                  + "}}}";
          default ->
              "{\"backends\": {\"m\": {\"type\": \"memory\", \"options\": {\"x\": "
                  + "[".repeat(levels)
                  + "1.5, 2.5"
                  + "]".repeat(levels)
                  + "}}}}";
        };
    RegistryConfig config = RegistryConfig.parse(text, extension, LoadOptions.defaults());
    assertThat(config.backends()).containsKey("m");
  }

  @ParameterizedTest
  @CsvSource({"toml", "yaml", "yml", "json", "JSON"})
  void isTheSameConfiguration(String extension) {
    String text =
        switch (extension) {
          case "toml" -> TOML;
          case "yaml", "yml" -> YAML;
          default -> JSON;
        };
    RegistryConfig config =
        RegistryConfig.parse(text, extension, LoadOptions.strict().withEnvironment(name -> null));
    assertThat(config).isEqualTo(EXPECTED).hasSameHashCodeAs(EXPECTED);
    assertThat(config.toString()).contains("bucket=b").doesNotContain("hush");
  }
}
