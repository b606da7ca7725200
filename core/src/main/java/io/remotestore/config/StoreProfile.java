package io.remotestore.config;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store as a configuration describes it: a folder of a backend. Immutable. */
public final class StoreProfile {
  private final String backend;
  private final String rootPath;
  private final Map<String, @Nullable Object> options;
  private final Map<String, @Nullable Object> java;

  StoreProfile(
      String backend,
      String rootPath,
      Map<String, ? extends @Nullable Object> options,
      Map<String, ? extends @Nullable Object> java) {
    this.backend = Objects.requireNonNull(backend, "backend");
    this.rootPath = Objects.requireNonNull(rootPath, "rootPath");
    this.options = SettingsTree.copyOf(options);
    this.java = SettingsTree.copyOf(java);
  }

  /** Returns the store of all that the backend of that name holds. */
  public static StoreProfile of(String backend) {
    return new StoreProfile(backend, "", Map.of(), Map.of());
  }

  /** Returns this store with another root: a folder of the backend, empty for all of it. */
  public StoreProfile withRootPath(String value) {
    return new StoreProfile(backend, value, options, java);
  }

  /** Returns this store with an option of the kernel; it goes before the backend's. */
  public StoreProfile withJavaOption(String name, Object value) {
    return new StoreProfile(backend, rootPath, options, BackendConfig.with(java, name, value));
  }

  /** The name of its backend. */
  public String backend() {
    return backend;
  }

  /** Its root: a folder of the backend, empty for all of it. */
  public String rootPath() {
    return rootPath;
  }

  /** What {@code [stores.x.options]} holds; neither library has a use for it. */
  public Map<String, @Nullable Object> options() {
    return options;
  }

  /** The options of the kernel, which go before the backend's. */
  public Map<String, @Nullable Object> javaOptions() {
    return java;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof StoreProfile other
        && backend.equals(other.backend)
        && rootPath.equals(other.rootPath)
        && options.equals(other.options)
        && java.equals(other.java);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backend, rootPath, options, java);
  }

  @Override
  public String toString() {
    return "StoreProfile[backend="
        + backend
        + ", rootPath="
        + rootPath
        + ", options="
        + SettingsTree.show(options)
        + ", java="
        + SettingsTree.show(java)
        + "]";
  }
}
