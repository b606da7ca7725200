package io.remotestore;

import org.jspecify.annotations.Nullable;

/** Builds the {@code toString} of options, which print only what is set. */
final class Text {
  private Text() {}

  static void add(StringBuilder out, String name, @Nullable Object value) {
    if (value != null) {
      out.append(name).append('=').append(value).append(' ');
    }
  }

  static String close(StringBuilder out) {
    if (out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    return out.append(']').toString();
  }
}
