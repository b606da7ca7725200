package io.remotestore.s3;

import java.util.Arrays;
import java.util.Locale;

/** The header fields that a signature covers: in lower case and in order. For one thread. */
final class SignedHeaders {
  private String[] names = new String[12];
  private String[] values = new String[12];
  private int size;

  /** Adds a field in its order; a second field of one name joins the first. */
  void add(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    int at = size;
    while (at > 0 && names[at - 1].compareTo(lower) > 0) {
      at--;
    }
    if (at > 0 && names[at - 1].equals(lower)) {
      values[at - 1] += "," + collapsed(value);
      return;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    System.arraycopy(names, at, names, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    names[at] = lower;
    values[at] = collapsed(value);
    size++;
  }

  private static String collapsed(String value) {
    String stripped = value.strip();
    return stripped.indexOf("  ") < 0 ? stripped : stripped.replaceAll(" +", " ");
  }

  /** The names, joined by semicolons. */
  String names() {
    StringBuilder out = new StringBuilder(64);
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        out.append(';');
      }
      out.append(names[i]);
    }
    return out.toString();
  }

  void appendTo(StringBuilder out) {
    for (int i = 0; i < size; i++) {
      out.append(names[i]).append(':').append(values[i]).append('\n');
    }
  }
}
