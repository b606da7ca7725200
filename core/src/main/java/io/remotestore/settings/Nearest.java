package io.remotestore.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a misspelt one probably means. */
public final class Nearest {
  private Nearest() {}

  /** Returns a clause for an error: {@code did you mean 'x'?}, or what is known. */
  public static String hint(String given, Collection<String> known) {
    String nearest = of(given, known);
    if (nearest != null) {
      return "did you mean '" + nearest + "'?";
    }
    return known.isEmpty() ? "there are none" : "known: " + String.join(", ", known);
  }

  /** Returns the name nearest to {@code given}, or null where none is near enough. */
  public static @Nullable String of(String given, Collection<String> known) {
    String plain = plain(given);
    String best = null;
    int bestDistance = Math.max(1, plain.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(plain, plain(name));
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best != null ? best : sharedWord(plain, known);
  }

  /** Finds {@code key} for {@code access_key}, and {@code region_name} for {@code region}. */
  private static @Nullable String sharedWord(String given, Collection<String> known) {
    List<String> words = Arrays.asList(given.split("_"));
    for (String word : words) {
      for (String name : known) {
        boolean shared = word.equals(plain(name)) || plain(name).startsWith(given + "_");
        if (word.length() > 2 && shared) {
          return name;
        }
      }
    }
    return null;
  }

  private static String plain(String name) {
    return SensitiveNames.snakeCase(name);
  }

  /** Edits between two texts, where two neighbours changing places count as one. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
