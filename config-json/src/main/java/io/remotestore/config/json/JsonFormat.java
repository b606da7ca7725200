package io.remotestore.config.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.remotestore.ConfigException;
import io.remotestore.config.ConfigFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses JSON as RFC 8259 has it: an object at the top, no key twice, nothing after it. */
public final class JsonFormat implements ConfigFormat {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** For the service loader. */
  public JsonFormat() {}

  @Override
  public Set<String> extensions() {
    return Set.of("json");
  }

  @Override
  public Map<String, @Nullable Object> parse(String text, String source) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ConfigException(List.of(source + ": the top level is not an object"));
      }
      Map<String, @Nullable Object> top = object(parser);
      if (parser.nextToken() != null) {
        throw new ConfigException(
            List.of(source + position(parser.currentTokenLocation()) + ": text after the end"));
      }
      return top;
    } catch (StreamConstraintsException e) {
      throw new ConfigException(
          List.of(
              source
                  + position(e.getLocation())
                  + ": nested deeper than "
                  + DEEPEST
                  + " objects and arrays, or a value is too long"));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          List.of(source + position(e.getLocation()) + ": not valid JSON" + reason(e)));
    } catch (IOException e) {
      throw new ConfigException(source + ": cannot be read", e);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      out.put(name, value(parser));
    }
    return out;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> out = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      out.add(value(parser));
    }
    return out;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static String position(@Nullable JsonLocation at) {
    return at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** The parser quotes what it met, which may be a password; only what it expected is passed on. */
  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    if (message.startsWith("Duplicate field")) {
      return ", a key is there twice";
    }
    int expecting = message.lastIndexOf("was expecting ");
    return expecting < 0 ? "" : ", " + message.substring(expecting);
  }
}
