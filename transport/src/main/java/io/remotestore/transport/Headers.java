package io.remotestore.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields in their order; names are compared without case. For one thread. */
public final class Headers {
  private final List<String> pairs;

  private Headers(List<String> pairs) {
    this.pairs = pairs;
  }

  /** Returns an empty list. */
  public static Headers create() {
    return new Headers(new ArrayList<>(24));
  }

  /**
   * Adds a field.
   *
   * @throws IllegalArgumentException if name or value could end the field or begin another
   */
  public Headers add(String name, String value) {
    require(name, isName(name));
    require(name, isValue(value));
    return append(name, value);
  }

  /** Adds a field that was checked, or received. */
  Headers append(String name, String value) {
    pairs.add(name);
    pairs.add(value);
    return this;
  }

  /** Appends a line to the last value, as a space and its text. */
  void appendToLast(String line) {
    String last = pairs.get(pairs.size() - 1);
    pairs.set(pairs.size() - 1, last.isEmpty() || line.isEmpty() ? last + line : last + " " + line);
  }

  private static void require(String name, boolean right) {
    if (!right) {
      throw new IllegalArgumentException("not a header field: " + name); // a value may be secret
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ':') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }

  /** The first value of that name, or null. */
  public @Nullable String first(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        return pairs.get(i + 1);
      }
    }
    return null;
  }

  /**
   * Returns whether {@link io.remotestore.ContentHeaders} can hold a received value: it is neither
   * blank nor has control characters, which are frequent in UTF-8 fields.
   */
  public static boolean isText(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return false;
      }
    }
    return !value.isBlank();
  }

  /** Passes each name and value to {@code action}, in their order. */
  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < pairs.size(); i += 2) {
      action.accept(pairs.get(i), pairs.get(i + 1));
    }
  }

  int size() {
    return pairs.size() / 2;
  }

  String name(int index) {
    return pairs.get(2 * index);
  }

  String value(int index) {
    return pairs.get(2 * index + 1);
  }

  /** Shows only the names: values may be secret. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    forEach((name, value) -> names.add(name));
    return names.toString();
  }
}
