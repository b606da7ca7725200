package io.remotestore.config;

import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.KernelSettings;
import io.remotestore.settings.KeyPath;
import io.remotestore.settings.Nearest;
import io.remotestore.settings.Quoted;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.GivenOptions.Place;
import io.remotestore.spi.OptionReading;
import io.remotestore.spi.OptionValues;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a configuration against the backends there are, and types its options. */
final class ConfigCheck {

  /** A backend that can be opened. */
  record CheckedBackend(DriverFactory factory, BackendConfig config, OptionValues values) {}

  /** A store that can be opened. */
  record CheckedStore(String backend, String rootKey, OptionValues values) {}

  private final DriverFactories factories;
  private final Findings findings;
  private final Map<String, CheckedBackend> backends = new LinkedHashMap<>();
  private final Map<String, CheckedStore> stores = new LinkedHashMap<>();

  private ConfigCheck(DriverFactories factories, Findings findings) {
    this.factories = factories;
    this.findings = findings;
  }

  /** Checks all of {@code config}; what it returns is whole only where nothing was found. */
  static ConfigCheck run(
      RegistryConfig config,
      Collection<String> declaredBackends,
      DriverFactories factories,
      Findings findings) {
    ConfigCheck check = new ConfigCheck(factories, findings);
    config.backends().forEach(check::backend);
    config.stores().forEach((name, store) -> check.store(name, store, declaredBackends));
    return check;
  }

  Map<String, CheckedBackend> backends() {
    return backends;
  }

  Map<String, CheckedStore> stores() {
    return stores;
  }

  private void backend(String name, BackendConfig config) {
    String path = KeyPath.of("backends", name);
    DriverFactory factory = factories.ofType(config.type());
    if (factory == null) {
      String nearest = Nearest.of(config.type(), factories.types());
      findings.error(
          KeyPath.of(path, "type"),
          "unknown backend type "
              + Quoted.of(config.type())
              + "; "
              + (nearest != null
                  ? "did you mean '" + nearest + "'?"
                  : "known: "
                      + String.join(", ", factories.types())
                      + ". A backend is known once its module is on the class path"));
      return;
    }
    OptionReading reading = factory.schema().and(KernelSettings.SCHEMA).read(given(config, path));
    findings.addAll(reading.findings());
    backends.put(name, new CheckedBackend(factory, config, reading.values()));
  }

  private static GivenOptions given(BackendConfig config, String path) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>(config.options());
    flat.keySet().retainAll(config.flat());
    Map<String, @Nullable Object> options = new LinkedHashMap<>(config.options());
    options.keySet().removeAll(config.flat());
    return GivenOptions.at(path)
        .with(Place.ANYWHERE, path, flat)
        .with(Place.OPTIONS, KeyPath.of(path, "options"), options)
        .with(Place.JAVA, KeyPath.of(path, "java"), config.javaOptions());
  }

  private void store(String name, StoreProfile store, Collection<String> declaredBackends) {
    String path = KeyPath.of("stores", name);
    if (!declaredBackends.contains(store.backend())) {
      findings.error(
          KeyPath.of(path, "backend"),
          "there is no backend "
              + Quoted.of(store.backend())
              + "; "
              + Nearest.hint(store.backend(), declaredBackends));
    }
    OptionReading reading =
        KernelSettings.SCHEMA.read(
            GivenOptions.at(path).with(Place.JAVA, KeyPath.of(path, "java"), store.javaOptions()));
    findings.addAll(reading.findings());
    try {
      String rootKey = RemotePath.ofFolder(store.rootPath()).key();
      stores.put(name, new CheckedStore(store.backend(), rootKey, reading.values()));
    } catch (InvalidPathException e) {
      findings.error(KeyPath.of(path, "root_path"), e.problem());
    }
  }
}
