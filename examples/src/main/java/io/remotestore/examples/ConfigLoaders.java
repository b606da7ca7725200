package io.remotestore.examples;

import io.remotestore.ConfigException;
import io.remotestore.Store;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One configuration from code, a map, TOML, YAML and JSON, with values of the environment. */
public final class ConfigLoaders {
  private static final String TOML =
      """
      [backends.main]
      type = "memory"
      options = {}

      [backends.main.java]
      name = "${SHELF:-shelf}"

      [stores.raw]
      backend = "main"
      root_path = "raw"

      [stores.clean]
      backend = "main"
      root_path = "clean"
      """;

  private static final String YAML =
      """
      backends:
        main:
          type: memory
          java: {name: shelf}
      stores:
        raw: {backend: main, root_path: raw}
        clean: {backend: main, root_path: clean}
      """;

  private static final String JSON =
      """
      {
        "backends": {"main": {"type": "memory", "java": {"name": "shelf"}}},
        "stores": {
          "raw": {"backend": "main", "root_path": "raw"},
          "clean": {"backend": "main", "root_path": "clean"}
        }
      }
      """;

  private ConfigLoaders() {}

  /** Keeps its files in memory; no argument. */
  public static void main(String[] args) throws IOException {
    RegistryConfig fromCode = fromCode();
    System.out.println("map: " + fromMap().equals(fromCode));
    // A variable is replaced only if asked for; here without the real environment.
    LoadOptions options = LoadOptions.defaults().withEnvironment(Map.<String, String>of()::get);
    System.out.println("TOML: " + fromFile("stores.toml", TOML, options).equals(fromCode));
    System.out.println("YAML: " + fromFile("stores.yaml", YAML, options).equals(fromCode));
    System.out.println("JSON: " + fromFile("stores.json", JSON, options).equals(fromCode));
    useSeveralStores(fromCode);
    mistakesAreNamed();
  }

  private static RegistryConfig fromCode() {
    return RegistryConfig.empty()
        .withBackend("main", BackendConfig.of("memory").withJavaOption("name", "shelf"))
        .withStore("raw", StoreProfile.of("main").withRootPath("raw"))
        .withStore("clean", StoreProfile.of("main").withRootPath("clean"));
  }

  private static RegistryConfig fromMap() {
    return RegistryConfig.fromMap(
        Map.of(
            "backends", Map.of("main", Map.of("type", "memory", "java", Map.of("name", "shelf"))),
            "stores",
                Map.of(
                    "raw", Map.of("backend", "main", "root_path", "raw"),
                    "clean", Map.of("backend", "main", "root_path", "clean"))));
  }

  /** The extension names the format, which must be on the class path. */
  private static RegistryConfig fromFile(String name, String text, LoadOptions options)
      throws IOException {
    Path folder = Files.createTempDirectory("config");
    Path file = folder.resolve(name);
    try {
      Files.writeString(file, text);
      return RegistryConfig.load(file, options);
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static void useSeveralStores(RegistryConfig config) {
    try (Registry registry = Registry.of(config)) {
      Store raw = registry.store("raw");
      Store clean = registry.store("clean");
      raw.writeText("names.txt", " ada \n");
      clean.writeText("names.txt", raw.readText("names.txt").strip());
      System.out.println("stores: " + registry.storeNames());
      System.out.println("clean: [" + clean.readText("names.txt") + "]");
    }
  }

  /** All mistakes are told at once, each with its place. */
  private static void mistakesAreNamed() {
    try {
      Registry.of(
          RegistryConfig.parse(
              TOML.replace("memory", "memroy")
                  .replace("[stores.raw]\nbackend", "[stores.raw]\nbakend"),
              "toml",
              LoadOptions.defaults()));
    } catch (ConfigException e) {
      e.problems().forEach(System.out::println);
    }
  }
}
