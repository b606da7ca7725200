package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.Store;
import io.remotestore.config.ConfigFormat;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;
import io.remotestore.docs.Page.Block;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every configuration on the pages is one, read strictly; its stores work. */
final class ConfigBlocksTest {
  private static final Set<String> FOLDERS = Set.of("root", "base_path");

  private static final Set<String> EMBEDDED = Set.of("local", "memory");

  @TempDir private Path folder;
  private int opened;

  private static List<Block> configurations() {
    return Stream.of("toml", "yaml", "json").flatMap(lang -> Page.blocks(lang).stream()).toList();
  }

  @Test
  void everyConfigurationIsReadAndItsStoresWork() {
    for (Block block : configurations()) {
      if (!"refused".equals(block.note())) {
        opensAllStores(block);
      }
    }
    assertThat(opened).isGreaterThan(5);
  }

  private void opensAllStores(Block block) {
    LoadOptions options = LoadOptions.strict().withEnvironment(ConfigBlocksTest::variable);
    String table = block.noted("table");
    if (table != null) {
      options = options.withTable(table.split("\\."));
    }
    Path own = folder.resolve(String.valueOf(++opened));
    RegistryConfig config;
    try {
      config = RegistryConfig.fromMap(below(own, parsed(block)), options);
    } catch (ConfigException e) {
      throw new AssertionError(block + ": " + e.getMessage(), e);
    }
    for (String backend : config.backends().keySet()) {
      config = config.withStore("all of " + backend, StoreProfile.of(backend));
    }
    try (Registry registry = Registry.of(config)) {
      assertThat(registry.storeNames()).describedAs(block.toString()).isNotEmpty();
      for (String name : registry.storeNames()) {
        Store store = registry.store(name);
        if (!EMBEDDED.contains(store.identity().backend())) {
          continue; // opening it has read its options; there is no server of that name
        }
        store.writeText("written/by " + name, "x");
        assertThat(store.readText("written/by " + name))
            .describedAs(block.toString())
            .isEqualTo("x");
      }
    }
  }

  /** A value for each variable, so that those without a default are there too. */
  private static @Nullable String variable(String name) {
    return "of-" + name.toLowerCase(java.util.Locale.ROOT);
  }

  private static Map<String, @Nullable Object> parsed(Block block) {
    for (ConfigFormat format : ServiceLoader.load(ConfigFormat.class)) {
      if (format.extensions().contains(block.language())) {
        return format.parse(block.text(), block.toString());
      }
    }
    throw new AssertionError("no format for " + block.language());
  }

  /** The same configuration with folders below another one. */
  private static Map<String, @Nullable Object> below(
      Path folder, Map<String, @Nullable Object> table) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            @SuppressWarnings("unchecked") // formats make maps with text as keys
            Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) inner;
            out.put(key, below(folder, map));
          } else if (FOLDERS.contains(key) && value instanceof String text) {
            out.put(key, folder + "/" + text);
          } else {
            out.put(key, value);
          }
        });
    return out;
  }

  @Test
  void whatIsRefusedIsRefusedWithTheTextShown() {
    int refused = 0;
    for (Page page : Page.all()) {
      List<Block> blocks = page.blocks();
      for (int i = 0; i < blocks.size(); i++) {
        Block block = blocks.get(i);
        if ("refused".equals(block.note())) {
          refused++;
          String message = blocks.get(i + 1).text().stripTrailing();
          assertThatThrownBy(() -> Registry.of(RegistryConfig.fromMap(parsed(block))))
              .describedAs(block.toString())
              .isInstanceOfSatisfying(
                  ConfigException.class, e -> assertThat(e.problem()).isEqualTo(message));
        }
      }
    }
    assertThat(refused).isPositive();
  }
}
