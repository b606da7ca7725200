package io.remotestore.config;

import io.remotestore.settings.KeyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${VAR}} in the texts of a tree; the tree itself stays as it is. */
final class Interpolation {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]+)\\}");

  private final Function<String, @Nullable String> lookup;
  private final List<String> problems;

  Interpolation(Function<String, @Nullable String> lookup, List<String> problems) {
    this.lookup = lookup;
    this.problems = problems;
  }

  Map<Object, @Nullable Object> table(Map<?, ?> table, String path) {
    Map<Object, @Nullable Object> out = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> out.put(key, value(value, KeyPath.of(path, String.valueOf(key)))));
    return out;
  }

  private @Nullable Object value(@Nullable Object value, String path) {
    if (value instanceof String text) {
      return text(text, path);
    }
    if (value instanceof Secret secret) {
      return Secret.of(text(secret.reveal(), path));
    }
    if (value instanceof Map<?, ?> map) {
      return table(map, path);
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<@Nullable Object> out = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      out.add(value(list.get(i), KeyPath.of(path, i)));
    }
    return out;
  }

  private String text(String text, String path) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.replaceAll(found -> Matcher.quoteReplacement(one(found.group(1), path)));
  }

  private String one(@Nullable String expression, String path) {
    if (expression == null) {
      return "${";
    }
    int split = expression.indexOf(":-");
    String name = split < 0 ? expression : expression.substring(0, split);
    String value = lookup.apply(name);
    if (value != null) {
      return value;
    }
    if (split >= 0) {
      return expression.substring(split + 2);
    }
    problems.add(
        path + ": the variable '" + name + "' is not set; ${" + name + ":-text} gives a default");
    return "";
  }
}
