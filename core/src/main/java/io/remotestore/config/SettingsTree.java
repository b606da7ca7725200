package io.remotestore.config;

import io.remotestore.settings.MaskedText;
import io.remotestore.settings.SensitiveNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies of tables as configurations hold them: deeply immutable, whole numbers as {@code long},
 * others as {@code double}, and every text that is secret by its name or its form a {@link Secret}.
 */
final class SettingsTree {
  private SettingsTree() {}

  static Map<String, @Nullable Object> copyOf(Map<?, ?> table) {
    return copyOf(table, Sensitivity.BY_NAME);
  }

  private enum Sensitivity {
    BY_NAME,
    ALL
  }

  private static Map<String, @Nullable Object> copyOf(Map<?, ?> table, Sensitivity sensitivity) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          String name = Objects.requireNonNull(key, "a key is null").toString();
          out.put(name, copyOf(name, value, sensitivity));
        });
    return Collections.unmodifiableMap(out);
  }

  private static @Nullable Object copyOf(
      String name, @Nullable Object value, Sensitivity inherited) {
    boolean secret = inherited == Sensitivity.ALL || SensitiveNames.test(name);
    if (value instanceof CharSequence text) {
      return text(text.toString(), secret);
    }
    if (value instanceof Map<?, ?> map) {
      boolean all = secret || SensitiveNames.holdsHeaders(name);
      return copyOf(map, all ? Sensitivity.ALL : Sensitivity.BY_NAME);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> out = new ArrayList<>();
      Sensitivity below = secret ? Sensitivity.ALL : Sensitivity.BY_NAME;
      list.forEach(element -> out.add(copyOf(name, element, below)));
      return Collections.unmodifiableList(out);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float number ? number.doubleValue() : value;
  }

  private static Object text(String text, boolean secret) {
    if (secret) {
      return Secret.of(text);
    }
    Secret inside = Secret.ofUrl(text);
    return inside.toString().equals(text) ? text : inside;
  }

  /** Prints a value; objects of foreign classes, which may print anything, by their class alone. */
  static String show(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + show(entry.getKey(), entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SettingsTree::show).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value == null || isPlain(value)) {
      return String.valueOf(value);
    }
    return "<" + value.getClass().getName() + ">";
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Secret
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Path
        || value instanceof Enum<?>;
  }

  /** A PIN is a number, and yet a secret. */
  private static String show(Object name, @Nullable Object value) {
    boolean secret = value instanceof Number && SensitiveNames.test(name.toString());
    return secret ? MaskedText.MASK : show(value);
  }
}
