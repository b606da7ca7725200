package io.remotestore.config.toml;

import io.remotestore.ConfigException;
import io.remotestore.config.ConfigFormat;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Parses TOML 1.0. One exception lists all errors of a text. */
public final class TomlFormat implements ConfigFormat {

  /** For the service loader. */
  public TomlFormat() {}

  @Override
  public Set<String> extensions() {
    return Set.of("toml");
  }

  @Override
  public Map<String, @Nullable Object> parse(String text, String source) {
    int deep = TomlNesting.lineDeeperThan(DEEPEST, text);
    if (deep > 0) {
      throw new ConfigException(
          List.of(
              source
                  + ": line "
                  + deep
                  + ": nested deeper than "
                  + DEEPEST
                  + " tables and arrays"));
    }
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      throw new ConfigException(
          result.errors().stream().map(error -> describe(error, source)).toList());
    }
    return map(result);
  }

  /**
   * The parser quotes what it did not expect, which may be a password without quotes; only what it
   * expected instead is passed on.
   */
  private static String describe(TomlParseError error, String source) {
    TomlPosition at = error.position();
    String message = String.valueOf(error.getMessage());
    int expected = message.lastIndexOf(", expected ");
    return source
        + ": line "
        + at.line()
        + ", column "
        + at.column()
        + ": not valid TOML"
        + (expected < 0 ? "" : message.substring(expected));
  }

  private static Map<String, @Nullable Object> map(TomlTable table) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      out.put(key, value(table.get(List.of(key))));
    }
    return out;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof TomlTable table) {
      return map(table);
    }
    if (value instanceof TomlArray array) {
      List<@Nullable Object> out = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        out.add(value(array.get(i)));
      }
      return out;
    }
    return value instanceof Temporal ? value.toString() : value;
  }
}
