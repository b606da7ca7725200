package io.remotestore.config;

import io.remotestore.ConfigException;
import io.remotestore.settings.KeyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a parser returned, so that every key is text and the size is sane: YAML's aliases can
 * make a tree that contains itself, or a short text of any size.
 */
final class PlainTree {
  private static final int MOST_VALUES = 100_000;

  private final Findings findings;
  private int values;

  private PlainTree(Findings findings) {
    this.findings = findings;
  }

  static Map<String, @Nullable Object> copyOf(Map<?, ?> table, Findings findings) {
    return new PlainTree(findings).table(table, "", 0);
  }

  private Map<String, @Nullable Object> table(Map<?, ?> table, String path, int depth) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          // YAML reads bare keys such as 8 and true as what they look like.
          if (key instanceof String || key instanceof Number || key instanceof Boolean) {
            String name = key.toString();
            out.put(name, value(value, KeyPath.of(path, name), depth + 1));
          } else {
            findings.error(path, "a key is not text");
          }
        });
    return out;
  }

  private @Nullable Object value(@Nullable Object value, String path, int depth) {
    if (depth > ConfigFormat.DEEPEST || ++values > MOST_VALUES) {
      throw new ConfigException(
          List.of(
              path.substring(0, Math.min(path.length(), 100))
                  + ": nested deeper than "
                  + ConfigFormat.DEEPEST
                  + " tables, or more than "
                  + MOST_VALUES
                  + " values in all"));
    }
    if (value instanceof Map<?, ?> map) {
      return table(map, path, depth);
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<@Nullable Object> out = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      out.add(value(list.get(i), KeyPath.of(path, i), depth + 1));
    }
    return out;
  }
}
