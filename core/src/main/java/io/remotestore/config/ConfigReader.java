package io.remotestore.config;

import io.remotestore.RetryPolicy;
import io.remotestore.config.LoadOptions.Missing;
import io.remotestore.config.LoadOptions.UnknownKeys;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.KeyPath;
import io.remotestore.settings.Nearest;
import io.remotestore.spi.OptionReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration of nested tables, in the layout of the Python library.
 *
 * <p>Unless the reading is strict, all problems of a backend or store with an unset variable wait
 * until it is opened: they may all follow from the variable.
 */
final class ConfigReader {
  private static final List<String> TOP = List.of("backends", "stores");
  private static final List<String> STORE = List.of("backend", "root_path", "options", "java");

  private final LoadOptions load;
  private final Findings findings;
  private final Map<String, BackendConfig> backends = new LinkedHashMap<>();
  private final Map<String, StoreProfile> stores = new LinkedHashMap<>();
  private final Map<String, List<String>> waiting = new LinkedHashMap<>();

  private ConfigReader(LoadOptions load, Findings findings) {
    this.load = load;
    this.findings = findings;
  }

  /**
   * Reads a configuration. Where something is wrong with its layout, what the layout leaves
   * readable is checked too, so that one exception tells all.
   */
  static RegistryConfig read(
      Map<?, ?> data, LoadOptions load, Supplier<DriverFactories> factories) {
    ConfigReader reader = new ConfigReader(load, new Findings(load.unknownKeys()));
    Map<String, @Nullable Object> top = reader.top(data);
    reader.readTop(top);
    RegistryConfig config =
        new RegistryConfig(
            reader.backends, reader.stores, load.unknownKeys(), load.missing(), reader.waiting);
    if (!reader.findings.isEmpty()) {
      ConfigCheck.run(config, reader.declaredBackends(top), factories.get(), reader.findings);
    }
    reader.findings.throwProblems();
    if (load.unknownKeys() == UnknownKeys.IGNORE) {
      reader.findings.logNotes();
    }
    return config;
  }

  /** The selected table, its variables not replaced. */
  private Map<String, @Nullable Object> top(Map<?, ?> data) {
    Map<?, ?> table = data;
    String path = "";
    for (String name : load.table()) {
      path = KeyPath.of(path, name);
      if (!(table.get(name) instanceof Map<?, ?> inner)) {
        List<String> names = table.keySet().stream().map(String::valueOf).toList();
        findings.error(path, "there is no such table; " + Nearest.hint(name, names));
        return Map.of();
      }
      table = inner;
    }
    return PlainTree.copyOf(table, findings);
  }

  private void readTop(Map<String, @Nullable Object> top) {
    for (String name : top.keySet()) {
      if (!TOP.contains(name)) {
        findings.unknownKey(KeyPath.of("", name), "unknown key; " + Nearest.hint(name, TOP));
      }
    }
    table(top.get("backends"), "backends", findings)
        .forEach((name, entry) -> readBackend(name, entry, KeyPath.of("backends", name)));
    table(top.get("stores"), "stores", findings)
        .forEach((name, entry) -> readStore(name, entry, KeyPath.of("stores", name)));
  }

  /** Reads one backend or store with its variables replaced. */
  private void read(String path, @Nullable Object entry, Entry reader) {
    Findings gaps = new Findings(load.unknownKeys());
    Object value =
        load.environment() == null
            ? entry
            : new Interpolation(load.environment(), gaps).value(entry, path);
    if (gaps.isEmpty()) {
      reader.read(value, findings);
    } else if (load.missing() == Missing.AT_ONCE) {
      findings.addProblems(gaps.problems());
      reader.read(value, findings);
    } else {
      reader.read(value, gaps);
      waiting.put(path, gaps.problems());
    }
  }

  @FunctionalInterface
  private interface Entry {
    void read(@Nullable Object value, Findings into);
  }

  private void readBackend(String name, @Nullable Object entry, String path) {
    if (entry instanceof BackendConfig config) {
      backends.put(name, config);
      return;
    }
    read(
        path, entry, (value, into) -> readBackend(name, value, path, into, written(entry, "type")));
  }

  private void readBackend(
      String name, @Nullable Object entry, String path, Findings into, String writtenType) {
    if (isNoTable(entry, path, into)) {
      return;
    }
    Map<String, @Nullable Object> table = table(entry, path, into);
    Map<String, @Nullable Object> flat = new LinkedHashMap<>(table);
    List.of("type", "options", "retry", "java").forEach(flat::remove);
    Map<String, @Nullable Object> options =
        new LinkedHashMap<>(table(table.get("options"), KeyPath.of(path, "options"), into));
    flat.forEach(
        (key, value) -> {
          if (options.containsKey(key)) {
            into.error(KeyPath.of(path, key), "given twice: here and in [" + path + ".options]");
          }
          options.putIfAbsent(key, value);
        });
    Map<String, @Nullable Object> java = table(table.get("java"), KeyPath.of(path, "java"), into);
    RetryPolicy retry = retry(table.get("retry"), KeyPath.of(path, "retry"), into);
    String type = text(table.get("type"), KeyPath.of(path, "type"), into);
    if (type == null && into != findings) {
      type = writtenType;
    }
    if (type != null) {
      backends.put(name, new BackendConfig(type, options, java, retry, flat.keySet()));
    }
  }

  /** The text before variables are replaced. */
  private static String written(@Nullable Object entry, String key) {
    return entry instanceof Map<?, ?> map ? String.valueOf(map.get(key)) : "";
  }

  private @Nullable RetryPolicy retry(@Nullable Object value, String path, Findings into) {
    if (value == null || value instanceof RetryPolicy) {
      return (RetryPolicy) value;
    }
    if (isNoTable(value, path, into)) {
      return null;
    }
    OptionReading reading = RetrySettings.read(table(value, path, into), path);
    Findings own = new Findings(load.unknownKeys());
    own.addAll(reading.findings());
    into.addAll(reading.findings());
    return own.isEmpty() ? RetrySettings.policy(reading.values()) : null;
  }

  private void readStore(String name, @Nullable Object entry, String path) {
    if (entry instanceof StoreProfile profile) {
      stores.put(name, profile);
      return;
    }
    read(
        path,
        entry,
        (value, into) -> readStore(name, value, path, into, written(entry, "backend")));
  }

  private void readStore(
      String name, @Nullable Object entry, String path, Findings into, String writtenBackend) {
    if (isNoTable(entry, path, into)) {
      return;
    }
    Map<String, @Nullable Object> table = table(entry, path, into);
    for (String key : table.keySet()) {
      if (!STORE.contains(key)) {
        String hint = key.equals("root") ? "did you mean 'root_path'?" : Nearest.hint(key, STORE);
        into.unknownKey(KeyPath.of(path, key), "unknown key; " + hint);
      }
    }
    Object root = table.get("root_path");
    if (root != null && !(root instanceof String)) {
      into.error(KeyPath.of(path, "root_path"), "expected text");
    }
    Map<String, @Nullable Object> options =
        table(table.get("options"), KeyPath.of(path, "options"), into);
    Map<String, @Nullable Object> java = table(table.get("java"), KeyPath.of(path, "java"), into);
    String backend = text(table.get("backend"), KeyPath.of(path, "backend"), into);
    if (backend == null && into != findings) {
      backend = writtenBackend;
    }
    if (backend != null) {
      String rootPath = root instanceof String text ? text : "";
      stores.put(name, new StoreProfile(backend, rootPath, options, java));
    }
  }

  /** A text that must be there; null after telling that it is not. */
  private static @Nullable String text(@Nullable Object value, String path, Findings into) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    into.error(
        path,
        value == null
            ? "required, but missing"
            : value instanceof String ? "required, but empty" : "expected text");
    return null;
  }

  /** A table; empty for null, and after telling that it is something else. */
  private static Map<String, @Nullable Object> table(
      @Nullable Object value, String path, Findings into) {
    if (isNoTable(value, path, into)) {
      return Map.of();
    }
    if (value == null) {
      return Map.of();
    }
    @SuppressWarnings("unchecked") // the tree is plain
    Map<String, @Nullable Object> table = (Map<String, @Nullable Object>) value;
    return table;
  }

  /** Tells of a value that is there and no table. */
  private static boolean isNoTable(@Nullable Object value, String path, Findings into) {
    boolean none = value != null && !(value instanceof Map<?, ?>);
    if (none) {
      into.error(path, "expected a table");
    }
    return none;
  }

  /** The backends that the configuration names, those that could not be read included. */
  private List<String> declaredBackends(Map<String, @Nullable Object> top) {
    return top.get("backends") instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }
}
