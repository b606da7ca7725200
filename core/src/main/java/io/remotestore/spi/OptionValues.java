package io.remotestore.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of options, checked and typed. Immutable. */
public final class OptionValues {
  private final Map<Option<?>, Object> values;
  private final Set<String> nulls;

  OptionValues(Map<Option<?>, Object> values, Set<String> nulls) {
    this.values = new LinkedHashMap<>(values);
    this.nulls = Set.copyOf(nulls);
  }

  /**
   * Returns the value of an option that is required or has a default.
   *
   * @throws IllegalStateException if it is neither, and was not given
   */
  public <T> T value(Option<T> option) {
    T value = find(option);
    if (value == null) {
      throw new IllegalStateException("neither required nor with a default: " + option);
    }
    return value;
  }

  /** Returns the value of an option, else its default, else null. */
  public <T> @Nullable T find(Option<T> option) {
    // An option's reader makes nothing but its own type.
    @SuppressWarnings("unchecked")
    T value = (T) values.get(option);
    return value != null ? value : option.defaultValue();
  }

  /** Returns whether the option was given a value. */
  public boolean isGiven(Option<?> option) {
    return values.containsKey(option);
  }

  /** Returns whether the option was given a null, as YAML and JSON allow; it then has no value. */
  public boolean isNull(Option<?> option) {
    return nulls.contains(option.name());
  }

  /** Returns these values, and those of {@code others} where these have none. */
  public OptionValues orElse(OptionValues others) {
    Map<Option<?>, Object> all = new LinkedHashMap<>(others.values);
    all.putAll(values);
    return new OptionValues(all, nulls);
  }

  /** Names the given options only: values may be secret. */
  @Override
  public String toString() {
    return values.keySet().stream()
        .map(Option::name)
        .collect(Collectors.joining(", ", "OptionValues[", "]"));
  }
}
