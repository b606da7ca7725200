package io.remotestore.spi;

import io.remotestore.config.Secret;
import io.remotestore.settings.Nearest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a value as it stands in a configuration, a URL or code into an option's type. */
@FunctionalInterface
interface OptionReader<T> {

  T read(Object given) throws UnfitValueException;

  static String text(Object given) throws UnfitValueException {
    String text = asText(given);
    if (text == null) {
      throw unfit("text", given);
    }
    return text;
  }

  static Path path(Object given) throws UnfitValueException {
    if (given instanceof Path path) {
      return path;
    }
    String text = asText(given);
    if (text == null || text.isBlank()) {
      throw unfit("a path", given);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UnfitValueException("is not a path of this file system");
    }
  }

  static Integer integer(Object given) throws UnfitValueException {
    BigDecimal number = asNumber(given);
    if (number == null || number.stripTrailingZeros().scale() > 0 || given instanceof Double) {
      throw unfit("an integer", given);
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new UnfitValueException("does not fit into 32 bits");
    }
  }

  static Double number(Object given) throws UnfitValueException {
    BigDecimal number = asNumber(given);
    if (number == null || !Double.isFinite(number.doubleValue())) {
      throw unfit("a finite number", given);
    }
    return number.doubleValue();
  }

  static Boolean bool(Object given) throws UnfitValueException {
    if (given instanceof Boolean value) {
      return value;
    }
    String text = asText(given);
    if (text != null && text.strip().equalsIgnoreCase("true")) {
      return true;
    }
    if (text != null && text.strip().equalsIgnoreCase("false")) {
      return false;
    }
    throw unfit("true or false", given);
  }

  static Duration duration(Object given) throws UnfitValueException {
    if (given instanceof Duration value) {
      return value;
    }
    Duration value = Quantities.duration(asText(given), asNumber(given));
    if (value == null) {
      throw unfit("a time such as 30s, 500ms, PT5M or a number of seconds", given);
    }
    return value;
  }

  static Long byteSize(Object given) throws UnfitValueException {
    Long value = Quantities.byteSize(asText(given), asNumber(given));
    if (value == null) {
      throw unfit("a size such as 8MiB, 64KB or a number of bytes", given);
    }
    if (value < 0) {
      throw new UnfitValueException("must be 0 or more");
    }
    return value;
  }

  static <T> OptionReader<T> choice(Map<String, T> values) {
    Map<String, T> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, value) -> byName.put(name.replace('_', '-'), value));
    List<String> names = List.copyOf(values.keySet());
    return given -> {
      if (values.containsValue(given)) {
        @SuppressWarnings("unchecked")
        T value = (T) given;
        return value;
      }
      String text = asText(given);
      T value = text == null ? null : byName.get(text.strip().replace('_', '-'));
      if (value != null) {
        return value;
      }
      String nearest = text == null ? null : Nearest.of(text, names);
      throw new UnfitValueException(
          "expected one of "
              + String.join(", ", names)
              + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    };
  }

  static <E extends Enum<E>> Map<String, E> names(Class<E> type) {
    Map<String, E> names = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      names.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return names;
  }

  static Secret secret(Object given) throws UnfitValueException {
    return given instanceof Secret secret ? secret : Secret.of(text(given));
  }

  static Map<String, String> textMap(Object given) throws UnfitValueException {
    Map<String, String> out = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : table(given).entrySet()) {
      out.put(String.valueOf(entry.getKey()), scalarText(entry.getValue()));
    }
    return Collections.unmodifiableMap(out);
  }

  static Map<String, Secret> secretMap(Object given) throws UnfitValueException {
    Map<String, Secret> out = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : table(given).entrySet()) {
      out.put(String.valueOf(entry.getKey()), Secret.of(scalarText(entry.getValue())));
    }
    return Collections.unmodifiableMap(out);
  }

  static List<String> textList(Object given) throws UnfitValueException {
    String alone = asText(given);
    if (alone != null) {
      return List.of(alone);
    }
    if (!(given instanceof List<?> list)) {
      throw unfit("a list of texts", given);
    }
    List<String> out = new ArrayList<>();
    for (Object element : list) {
      out.add(scalarText(element));
    }
    return List.copyOf(out);
  }

  static Map<String, @Nullable Object> nestedMap(Object given) throws UnfitValueException {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    table(given).forEach((name, value) -> out.put(String.valueOf(name), value));
    return Collections.unmodifiableMap(out);
  }

  static <T> OptionReader<T> object(Class<T> type) {
    return given -> {
      if (!type.isInstance(given)) {
        throw new UnfitValueException(
            "takes an object of " + type.getName() + ", which only code can give");
      }
      return type.cast(given);
    };
  }

  private static Map<?, ?> table(Object given) throws UnfitValueException {
    if (given instanceof Map<?, ?> map) {
      return map;
    }
    throw unfit("a table", given);
  }

  private static String scalarText(@Nullable Object given) throws UnfitValueException {
    if (given instanceof Number || given instanceof Boolean) {
      return given.toString();
    }
    String text = given == null ? null : asText(given);
    if (text == null) {
      throw new UnfitValueException("holds a value that is not text");
    }
    return text;
  }

  private static @Nullable String asText(Object given) {
    return given instanceof Secret secret
        ? secret.reveal()
        : given instanceof String text ? text : null;
  }

  private static @Nullable BigDecimal asNumber(Object given) {
    if (given instanceof Double value) {
      return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
    }
    if (given instanceof BigInteger || given instanceof Integer || given instanceof Long) {
      return new BigDecimal(given.toString());
    }
    String text = asText(given);
    return text == null ? null : Quantities.number(text);
  }

  private static UnfitValueException unfit(String expected, Object given) {
    return new UnfitValueException("expected " + expected + ", found " + kindOf(given));
  }

  private static String kindOf(Object given) {
    if (given instanceof String || given instanceof Secret) {
      return text(given, "empty text", "other text");
    }
    if (given instanceof Boolean) {
      return "true or false";
    }
    if (given instanceof Double) {
      return "a number with a fraction";
    }
    if (given instanceof Number) {
      return "an integer";
    }
    if (given instanceof List<?>) {
      return "a list";
    }
    return given instanceof Map<?, ?> ? "a table" : "an object of " + given.getClass().getName();
  }

  private static String text(Object given, String ifBlank, String otherwise) {
    String text = asText(given);
    return text == null || text.isBlank() ? ifBlank : otherwise;
  }
}
