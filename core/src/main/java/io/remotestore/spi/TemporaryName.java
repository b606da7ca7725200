package io.remotestore.spi;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of temporaries on file systems: {@code .~tmp.<name>.<8 hex>}, shared with the Python
 * library. Keys whose last segment is such a name are never listed, and cannot be written to.
 */
public final class TemporaryName {
  private static final String PREFIX = ".~tmp.";
  private static final int SUFFIX = 9;

  private TemporaryName() {}

  /** Returns a new name for what is to become {@code name}, cut to {@code maxBytes} in UTF-8. */
  public static String create(String name, int maxBytes) {
    int room = maxBytes - PREFIX.length() - SUFFIX;
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return PREFIX + cut(name, room) + "." + random;
  }

  private static String cut(String name, int maxBytes) {
    if (name.length() * 3L <= maxBytes) {
      return name;
    }
    int bytes = 0;
    int end = 0;
    while (end < name.length()) {
      int codePoint = name.codePointAt(end);
      bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > maxBytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return name.substring(0, end);
  }

  /** Tells whether the last segment of {@code key} is the name of a temporary. */
  public static boolean matches(String key) {
    int start = key.lastIndexOf('/') + 1;
    int dot = key.length() - SUFFIX;
    if (!key.startsWith(PREFIX, start)
        || dot <= start + PREFIX.length()
        || key.charAt(dot) != '.') {
      return false;
    }
    for (int i = dot + 1; i < key.length(); i++) {
      char c = key.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns the key that the temporary at {@code key} is to become, possibly cut short. */
  public static String target(String key) {
    if (!matches(key)) {
      throw new IllegalArgumentException("not a temporary: " + key);
    }
    int start = key.lastIndexOf('/') + 1;
    return key.substring(0, start) + key.substring(start + PREFIX.length(), key.length() - SUFFIX);
  }
}
