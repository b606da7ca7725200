package io.remotestore.local;

import java.util.Locale;
import java.util.Set;

/**
 * The names that Windows takes for something else than what they say: devices, and names that lose
 * a trailing dot or blank on the way. Refused there, since two keys would mean one file.
 */
final class WindowsNames {
  private static final String RESERVED = "<>:\"|?*\\";
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

  private WindowsNames() {}

  /** Tells whether every segment of a key names itself. */
  static boolean areFine(String key) {
    for (String segment : key.split("/", -1)) {
      if (!isFine(segment)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFine(String name) {
    if (name.endsWith(".") || name.endsWith(" ")) {
      return false;
    }
    if (name.chars().anyMatch(c -> c < ' ' || RESERVED.indexOf(c) >= 0)) {
      return false;
    }
    int dot = name.indexOf('.');
    String base = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    return !DEVICES.contains(base) && !base.matches("(com|lpt)[0-9\u00b9\u00b2\u00b3]");
  }
}
