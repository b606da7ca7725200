package io.remotestore.config;

import io.remotestore.RetryPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backend as a configuration describes it. Immutable; holds its texts as {@link Secret}s where
 * they are secret by their name or form, however deep, so that printing it shows none.
 */
public final class BackendConfig {
  private final String type;
  private final Map<String, @Nullable Object> options;
  private final Map<String, @Nullable Object> java;
  private final @Nullable RetryPolicy retry;

  /** The options that stood right beside the type; they are among {@link #options} too. */
  private final Set<String> flat;

  BackendConfig(
      String type,
      Map<String, ? extends @Nullable Object> options,
      Map<String, ? extends @Nullable Object> java,
      @Nullable RetryPolicy retry,
      Set<String> flat) {
    this.type = Objects.requireNonNull(type, "type");
    this.options = SettingsTree.copyOf(options);
    this.java = SettingsTree.copyOf(java);
    this.retry = retry;
    this.flat = Set.copyOf(flat);
  }

  /** Returns a backend of that type, without options. */
  public static BackendConfig of(String type) {
    return new BackendConfig(type, Map.of(), Map.of(), null, Set.of());
  }

  /** Returns this backend with an option that the Python library knows too. */
  public BackendConfig withOption(String name, Object value) {
    return new BackendConfig(type, with(options, name, value), java, retry, flat);
  }

  /**
   * Returns this backend with these options, which replace those of the same names and leave the
   * others.
   */
  public BackendConfig withOptions(Map<String, ?> values) {
    BackendConfig out = this;
    for (Map.Entry<String, ?> option : values.entrySet()) {
      out = out.withOption(option.getKey(), option.getValue());
    }
    return out;
  }

  /** Returns this backend with an option that only this library knows. */
  public BackendConfig withJavaOption(String name, Object value) {
    return new BackendConfig(type, options, with(java, name, value), retry, flat);
  }

  /** Returns this backend with a retry policy of its own. */
  public BackendConfig withRetry(RetryPolicy value) {
    return new BackendConfig(type, options, java, value, flat);
  }

  static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> map, String name, Object value) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>(map);
    out.put(name, Objects.requireNonNull(value, name));
    return out;
  }

  /** Its type, which names what opens it. */
  public String type() {
    return type;
  }

  /** Its options, those beside the type among them. */
  public Map<String, @Nullable Object> options() {
    return options;
  }

  /** The options that only this library knows, those of the kernel among them. */
  public Map<String, @Nullable Object> javaOptions() {
    return java;
  }

  /** Its retry policy, or null where it has none of its own. */
  public @Nullable RetryPolicy retry() {
    return retry;
  }

  Set<String> flat() {
    return flat;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BackendConfig other
        && type.equals(other.type)
        && options.equals(other.options)
        && java.equals(other.java)
        && Objects.equals(retry, other.retry);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, options, java, retry);
  }

  @Override
  public String toString() {
    return "BackendConfig[type="
        + type
        + ", options="
        + SettingsTree.show(options)
        + ", java="
        + SettingsTree.show(java)
        + ", retry="
        + retry
        + "]";
  }
}
