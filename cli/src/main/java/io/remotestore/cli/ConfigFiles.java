package io.remotestore.cli;

import io.remotestore.ConfigException;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the configuration. */
final class ConfigFiles {
  private static final String NAME = "remote-store.toml";

  private final Console console;
  private final @Nullable Path given;

  ConfigFiles(Console console, @Nullable Path given) {
    this.console = console;
    this.given = given;
  }

  /** Returns the stores of the configuration, none where there is no file. */
  Registry load() {
    Path file = find();
    return file == null ? Registry.of(RegistryConfig.empty()) : open(file);
  }

  /**
   * Returns the stores of a file.
   *
   * @throws ConfigException if anything is wrong, naming the file
   */
  Registry open(Path file) {
    return naming(file, () -> Registry.of(read(file)));
  }

  private static Registry naming(Path file, Supplier<Registry> action) {
    try {
      return action.get();
    } catch (ConfigException e) {
      String name = file.toString();
      throw new ConfigException(
          e.problems().stream().map(p -> p.contains(name) ? p : name + ": " + p).toList());
    }
  }

  /**
   * Checks a whole file, backends that no store uses included.
   *
   * @throws ConfigException if anything is wrong or missing, naming the file
   */
  void requireComplete(Path file) {
    LoadOptions strict = LoadOptions.strict().withEnvironment(console.environment());
    naming(file, () -> Registry.of(RegistryConfig.load(file, strict))).close();
  }

  /** Reads a configuration with its variables replaced. */
  RegistryConfig read(Path file) {
    return RegistryConfig.load(file, LoadOptions.defaults().withEnvironment(console.environment()));
  }

  /**
   * Returns the file that holds.
   *
   * @throws ConfigException if there is none
   */
  Path require() {
    Path file = find();
    if (file == null) {
      throw new ConfigException(
          List.of(
              "there is no configuration file; looked for "
                  + candidates()
                  + "; --config FILE names another"));
    }
    return file;
  }

  /** Returns the file that holds; null for none. A file that was named holds, there or not. */
  @Nullable Path find() {
    if (given != null) {
      return console.folder().resolve(given);
    }
    return candidates().stream().filter(Files::isRegularFile).findFirst().orElse(null);
  }

  /** The places that are looked at, in their order. */
  List<Path> candidates() {
    List<Path> all = new ArrayList<>(List.of(console.folder().resolve(NAME)));
    String xdg = variable("XDG_CONFIG_HOME");
    String roaming = variable("APPDATA"); // on Windows alone
    String home = variable("HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      all.add(Path.of(xdg, "remote-store", NAME));
    } else if (roaming != null) {
      all.add(Path.of(roaming, "remote-store", NAME));
    } else if (home != null) {
      all.add(Path.of(home, ".config", "remote-store", NAME));
    }
    return all;
  }

  private @Nullable String variable(String name) {
    String value = console.environment().apply(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
