package io.remotestore.config;

import io.remotestore.ConfigException;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.StoreOptions;
import io.remotestore.config.ConfigCheck.CheckedBackend;
import io.remotestore.config.ConfigCheck.CheckedStore;
import io.remotestore.kernel.Kernel;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.KernelSettings;
import io.remotestore.settings.KeyPath;
import io.remotestore.settings.Nearest;
import io.remotestore.settings.Opening;
import io.remotestore.settings.Quoted;
import io.remotestore.spi.Driver;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a configuration.
 *
 * <p>A backend is opened when the first of its stores is asked for, and shared by all of them. The
 * registry owns the backends: closing a store leaves its backend open, closing the registry ends
 * them all. For any number of threads.
 */
public final class Registry implements AutoCloseable {

  private final RegistryConfig config;
  private final StoreOptions defaults;
  private final ConfigCheck check;
  private final Map<String, CheckedBackend> backends;
  private final Map<String, CheckedStore> stores;

  /** Guards what follows; opening a driver does not wait for the network. */
  private final Object lock = new Object();

  private final Map<String, Driver> drivers = new HashMap<>();
  private final Set<Reference<? extends Store>> handedOut = new HashSet<>();
  private final ReferenceQueue<Store> forgotten = new ReferenceQueue<>();
  private boolean closed;

  private Registry(RegistryConfig config, StoreOptions defaults, DriverFactories factories) {
    Findings findings = new Findings(config.unknownKeys());
    this.check = ConfigCheck.run(config, config.backends().keySet(), factories, findings);
    findings.throwProblems();
    findings.logNotes();
    this.config = config;
    this.defaults = defaults;
    this.backends = check.backends();
    this.stores = check.stores();
  }

  /** Returns the registry of a configuration. Same as {@link #of(RegistryConfig, StoreOptions)}. */
  public static Registry of(RegistryConfig config) {
    return of(config, StoreOptions.defaults());
  }

  /**
   * Returns the registry of a configuration, opening nothing yet.
   *
   * @param defaults the options of stores that the configuration does not set
   * @throws ConfigException if the options of a backend do not fit, or a store names no backend;
   *     after {@linkplain LoadOptions#strict() strict} loading also if the module of a backend is
   *     missing. Lists all problems
   */
  public static Registry of(RegistryConfig config, StoreOptions defaults) {
    return new Registry(config, defaults, DriverFactories.found());
  }

  static Registry of(RegistryConfig config, StoreOptions defaults, DriverFactories factories) {
    return new Registry(config, defaults, factories);
  }

  /**
   * Returns the store of that name, opening its backend if it is the first of it. Closing the store
   * ends that store alone.
   *
   * @throws ConfigException if there is no store of that name, with a list of those there are; if
   *     its backend needs a variable that is not set, or a module that is not on the class path
   * @throws StoreClosedException if this registry is closed
   */
  public Store store(String name) {
    CheckedStore store = checked(name);
    synchronized (lock) {
      if (closed) {
        throw new StoreClosedException(
            ErrorDetails.of("The registry is closed")
                .operation(Operation.CONFIGURE)
                .store(name)
                .build(),
            null);
      }
      Store opened = Kernel.shared(driver(store.backend()), store.rootKey(), optionsOf(name));
      remember(opened);
      return opened;
    }
  }

  /** Remembers a store as long as it is used, to end it with the registry. */
  private void remember(Store store) {
    for (var gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      handedOut.remove(gone);
    }
    handedOut.add(new WeakReference<>(store, forgotten));
  }

  private Driver driver(String backend) {
    Driver open = drivers.get(backend);
    if (open == null) {
      CheckedBackend checked = backend(backend);
      open = Opening.driver(checked.factory(), checked.config().type(), checked.values(), defaults);
      drivers.put(backend, open);
    }
    return open;
  }

  private CheckedBackend backend(String name) {
    requireNothingMissing(KeyPath.of("backends", name));
    CheckedBackend backend = backends.get(name);
    if (backend == null) {
      throw new IllegalStateException("not checked: " + name);
    }
    return backend;
  }

  /** What holds for a store: its own options, then its backend's, then the defaults. */
  StoreOptions optionsOf(String name) {
    CheckedStore store = checked(name);
    CheckedBackend backend = backend(store.backend());
    StoreOptions.Builder base = defaults.toBuilder().name(name);
    RetryPolicy retry = backend.config().retry();
    if (retry != null) {
      base.retry(retry);
    }
    return KernelSettings.apply(
        store.values(), KernelSettings.apply(backend.values(), base.build()));
  }

  private CheckedStore checked(String name) {
    CheckedStore store = stores.get(name);
    if (store == null) {
      String hint = Nearest.hint(name, stores.keySet());
      String known =
          hint.startsWith("did") ? " The stores are: " + String.join(", ", stores.keySet()) : "";
      throw new ConfigException(
          List.of("there is no store " + Quoted.of(name) + "; " + hint + known));
    }
    requireNothingMissing(KeyPath.of("stores", name));
    return store;
  }

  private void requireNothingMissing(String path) {
    List<String> missing = check.waiting(path);
    if (!missing.isEmpty()) {
      throw new ConfigException(missing);
    }
  }

  /** The names of the stores, in the order of the configuration. */
  public Set<String> storeNames() {
    return Collections.unmodifiableSet(stores.keySet());
  }

  /** The configuration. */
  public RegistryConfig config() {
    return config;
  }

  /**
   * Ends all stores and backends. All are closed even if one fails; what failed first is thrown,
   * the others as suppressed by it. Closing twice is fine.
   */
  @Override
  public void close() {
    List<Store> openStores;
    Map<String, Driver> openDrivers;
    synchronized (lock) {
      closed = true;
      openStores = handedOut.stream().<Store>map(Reference::get).filter(Objects::nonNull).toList();
      openDrivers = new HashMap<>(drivers);
      handedOut.clear();
      drivers.clear();
    }
    Failures failures = new Failures();
    openStores.forEach(store -> failures.run(null, store::close));
    backends.forEach(
        (name, backend) -> {
          Driver driver = openDrivers.get(name);
          if (driver != null) {
            failures.run(name, driver::close);
          }
        });
    failures.rethrow();
  }

  @FunctionalInterface
  private interface Closing {
    void run() throws Exception;
  }

  private final class Failures {
    private @Nullable RuntimeException first;

    void run(@Nullable String backend, Closing closing) {
      try {
        closing.run();
      } catch (RuntimeException e) {
        add(e);
      } catch (Exception e) {
        String type = backend == null ? null : backend(backend).config().type();
        add(
            new RemoteStoreException(
                ErrorDetails.of("The backend '" + backend + "' could not be closed")
                    .operation(Operation.CLOSE)
                    .backend(type)
                    .build(),
                e));
      }
    }

    private void add(RuntimeException failure) {
      if (first == null) {
        first = failure;
      } else if (first != failure) {
        first.addSuppressed(failure);
      }
    }

    void rethrow() {
      if (first != null) {
        throw first;
      }
    }
  }

  /** Names the stores only. */
  @Override
  public String toString() {
    return "Registry" + stores.keySet();
  }
}
