package io.remotestore.config.yaml;

import io.remotestore.ConfigException;
import io.remotestore.config.ConfigFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Parses YAML 1.2 with its core schema: one document, a mapping at the top, no Java objects. */
public final class YamlFormat implements ConfigFormat {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .build();

  /** For the service loader. */
  public YamlFormat() {}

  @Override
  public Set<String> extensions() {
    return Set.of("yaml", "yml");
  }

  @Override
  public Map<String, @Nullable Object> parse(String text, String source) {
    Object top = load(text, source);
    if (top == null) {
      return Map.of();
    }
    if (!(top instanceof Map<?, ?> map)) {
      throw new ConfigException(List.of(source + ": the top level is not a mapping"));
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach((key, value) -> out.put(String.valueOf(key), value));
    return out;
  }

  private static @Nullable Object load(String text, String source) {
    try {
      requireShallow(text, source);
      return new Load(SETTINGS).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      throw new ConfigException(List.of(source + position(e) + ": not valid YAML" + reason(e)));
    } catch (YamlEngineException e) {
      throw new ConfigException(List.of(source + ": not valid YAML"));
    }
  }

  /** Looks at the events, which come one by one; the tree is built by recursion. */
  private static void requireShallow(String text, String source) {
    int depth = 0;
    Parser events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        String line = event.getStartMark().map(at -> ": line " + (at.getLine() + 1)).orElse("");
        throw new ConfigException(
            List.of(source + line + ": nested deeper than " + DEEPEST + " mappings and sequences"));
      }
    }
  }

  private static String position(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    return mark.map(at -> ": line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
        .orElse("");
  }

  /** The parser quotes texts, which may be a password; only sentences without any are passed on. */
  private static String reason(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.startsWith("found duplicate key")) {
      return ", a key is there twice";
    }
    if (problem.startsWith("but found another document")) {
      return ", a second document begins";
    }
    boolean harmless =
        problem.startsWith("mapping values are not allowed")
            || problem.startsWith("could not find expected")
            || problem.startsWith("expected <")
            || problem.startsWith("expected ',' or ")
            || problem.startsWith("found a tab character");
    return harmless ? ", " + problem : "";
  }
}
