package io.remotestore.config;

import io.remotestore.ConfigException;
import io.remotestore.config.LoadOptions.Missing;
import io.remotestore.config.LoadOptions.UnknownKeys;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.KeyPath;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Backends and stores by name. Immutable; printing it shows no secret.
 *
 * <p>Files, texts and maps have the layout of the Python library: {@code [backends.x]} with {@code
 * type}, {@code options}, {@code retry} and {@code java}; {@code [stores.y]} with {@code backend},
 * {@code root_path} and {@code java}. Options may stand right beside {@code type} too. What only
 * this library knows stands in {@code java}, which the Python library leaves alone. A null is the
 * same as nothing. A {@code retry} table is taken for every backend, also where the Python library
 * refuses one: local and memory. A {@link Registry} checks that the options fit their backends.
 */
public final class RegistryConfig {
  private final Map<String, BackendConfig> backends;
  private final Map<String, StoreProfile> stores;
  private final UnknownKeys unknownKeys;
  private final Missing missing;

  /** The problems that are thrown at opening, by the {@link KeyPath} of the backend or store. */
  private final Map<String, List<String>> waiting;

  RegistryConfig(
      Map<String, BackendConfig> backends,
      Map<String, StoreProfile> stores,
      UnknownKeys unknownKeys,
      Missing missing,
      Map<String, List<String>> waiting) {
    this.backends = Collections.unmodifiableMap(new LinkedHashMap<>(backends));
    this.stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    this.unknownKeys = unknownKeys;
    this.missing = missing;
    this.waiting = Map.copyOf(waiting);
  }

  /** Returns a configuration without anything, to add to. */
  public static RegistryConfig empty() {
    return new RegistryConfig(
        Map.of(), Map.of(), UnknownKeys.REFUSE, Missing.WHEN_OPENED, Map.of());
  }

  /** Reads nested maps with the {@linkplain LoadOptions#defaults() defaults}. */
  public static RegistryConfig fromMap(Map<String, ? extends @Nullable Object> data) {
    return fromMap(data, LoadOptions.defaults());
  }

  /**
   * Reads nested maps.
   *
   * @throws ConfigException if anything is wrong, with all that is
   */
  public static RegistryConfig fromMap(
      Map<String, ? extends @Nullable Object> data, LoadOptions options) {
    return ConfigReader.read(data, options, DriverFactories::found);
  }

  /** Reads a file with the {@linkplain LoadOptions#defaults() defaults}. */
  public static RegistryConfig load(Path file) {
    return load(file, LoadOptions.defaults());
  }

  /**
   * Reads a file in the format that its extension names, in UTF-8. Formats come as modules: {@code
   * remote-store-config-toml}, {@code -yaml} and {@code -json}.
   *
   * @throws ConfigException if the file cannot be read or anything is wrong, with all that is
   */
  public static RegistryConfig load(Path file, LoadOptions options) {
    return fromMap(ConfigFormats.parse(file), options);
  }

  /**
   * Reads a text.
   *
   * @param extension names the format as a file's extension does, such as {@code toml}
   * @throws ConfigException if anything is wrong, with all that is
   */
  public static RegistryConfig parse(String text, String extension, LoadOptions options) {
    return fromMap(ConfigFormats.parse(text, extension, "the configuration"), options);
  }

  /** Returns this configuration with another backend, or another one of that name. */
  public RegistryConfig withBackend(String name, BackendConfig backend) {
    Map<String, BackendConfig> all = new LinkedHashMap<>(backends);
    all.put(name, Objects.requireNonNull(backend));
    return new RegistryConfig(
        all, stores, unknownKeys, missing, withoutWaiting(KeyPath.of("backends", name)));
  }

  /** Returns this configuration with another store, or another one of that name. */
  public RegistryConfig withStore(String name, StoreProfile store) {
    Map<String, StoreProfile> all = new LinkedHashMap<>(stores);
    all.put(name, Objects.requireNonNull(store));
    return new RegistryConfig(
        backends, all, unknownKeys, missing, withoutWaiting(KeyPath.of("stores", name)));
  }

  private Map<String, List<String>> withoutWaiting(String path) {
    Map<String, List<String>> rest = new LinkedHashMap<>(waiting);
    rest.remove(path);
    return rest;
  }

  /** The backends by name, in their order. */
  public Map<String, BackendConfig> backends() {
    return backends;
  }

  /** The stores by name, in their order. */
  public Map<String, StoreProfile> stores() {
    return stores;
  }

  UnknownKeys unknownKeys() {
    return unknownKeys;
  }

  Missing missing() {
    return missing;
  }

  /** The problems of the backend or store at that path that are thrown at opening. */
  List<String> waiting(String path) {
    return waiting.getOrDefault(path, List.of());
  }

  /** Equal if backends and stores are equal; strict reading does not matter. */
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof RegistryConfig other
        && backends.equals(other.backends)
        && stores.equals(other.stores)
        && unknownKeys == other.unknownKeys
        && waiting.equals(other.waiting);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backends, stores, unknownKeys);
  }

  @Override
  public String toString() {
    return "RegistryConfig[backends=" + backends + ", stores=" + stores + "]";
  }
}
