package io.remotestore.config;

import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.config.LoadOptions.Missing;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a configuration against the known backends, and types its options.
 *
 * <p>Unless the configuration was read strictly, a missing module or an unset variable of a backend
 * is no finding: the problem waits until a store needs the backend. A type that is similar to a
 * known one is always a finding.
 */
final class ConfigCheck {

  /** A backend that can be opened. */
  record CheckedBackend(DriverFactory factory, BackendConfig config, OptionValues values) {}

  /** A store that can be opened. */
  record CheckedStore(String backend, String rootKey, OptionValues values) {}

  private final RegistryConfig config;
  private final DriverFactories factories;
  private final Findings findings;
  private final Map<String, CheckedBackend> backends = new LinkedHashMap<>();
  private final Map<String, CheckedStore> stores = new LinkedHashMap<>();
  private final Map<String, List<String>> waiting = new LinkedHashMap<>();

  private ConfigCheck(RegistryConfig config, DriverFactories factories, Findings findings) {
    this.config = config;
    this.factories = factories;
    this.findings = findings;
  }

  /** Checks all of {@code config}; what it returns is whole only where nothing was found. */
  static ConfigCheck run(
      RegistryConfig config,
      Collection<String> declaredBackends,
      DriverFactories factories,
      Findings findings) {
    ConfigCheck check = new ConfigCheck(config, factories, findings);
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

  /** The problems that keep the backend or store at that path from being opened. */
  List<String> waiting(String path) {
    return waiting.getOrDefault(path, List.of());
  }

  private void backend(String name, BackendConfig backend) {
    String path = KeyPath.of("backends", name);
    List<String> gaps = config.waiting(path);
    Findings own = new Findings(config.unknownKeys());
    own.addProblems(gaps);
    DriverFactory factory = factories.ofType(backend.type());
    if (factory == null) {
      Findings into = factories.isMisspelt(backend.type()) ? findings : own;
      into.error(KeyPath.of(path, "type"), factories.whyNoType(backend.type()));
    } else {
      OptionReading reading =
          factory.schema().and(KernelSettings.SCHEMA).read(given(backend, path));
      (gaps.isEmpty() ? findings : own).addAll(reading.findings());
      backends.put(name, new CheckedBackend(factory, backend, reading.values()));
    }
    keep(path, own);
  }

  private void keep(String path, Findings own) {
    if (config.missing() == Missing.AT_ONCE) {
      findings.addProblems(own.problems());
    } else if (!own.isEmpty()) {
      waiting.put(path, own.problems());
    }
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
    List<String> gaps = config.waiting(path);
    Findings own = new Findings(config.unknownKeys());
    own.addProblems(gaps);
    store(name, store, declaredBackends, gaps.isEmpty() ? findings : own);
    keep(path, own);
  }

  private void store(
      String name, StoreProfile store, Collection<String> declaredBackends, Findings into) {
    String path = KeyPath.of("stores", name);
    if (!declaredBackends.contains(store.backend())) {
      into.error(
          KeyPath.of(path, "backend"),
          "there is no backend "
              + Quoted.of(store.backend())
              + "; "
              + Nearest.hint(store.backend(), declaredBackends));
    }
    OptionReading reading =
        KernelSettings.SCHEMA.read(
            GivenOptions.at(path).with(Place.JAVA, KeyPath.of(path, "java"), store.javaOptions()));
    into.addAll(reading.findings());
    String rootKey = "";
    try {
      rootKey = RemotePath.ofFolder(store.rootPath()).key();
    } catch (InvalidPathException e) {
      into.error(KeyPath.of(path, "root_path"), e.problem());
    }
    stores.put(name, new CheckedStore(store.backend(), rootKey, reading.values()));
  }
}
