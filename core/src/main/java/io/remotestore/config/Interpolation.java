package io.remotestore.config;

import io.remotestore.settings.KeyPath;
import io.remotestore.settings.Quoted;
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
  private final Findings findings;

  Interpolation(Function<String, @Nullable String> lookup, Findings findings) {
    this.lookup = lookup;
    this.findings = findings;
  }

  private Map<String, @Nullable Object> table(Map<?, ?> table, String path) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          out.put(name, value(value, KeyPath.of(path, name)));
        });
    return out;
  }

  @Nullable Object value(@Nullable Object value, String path) {
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
    findings.error(
        path,
        "the variable " + Quoted.of(name) + " is not set; ':-text' after its name gives a default");
    return "";
  }
}
