package io.remotestore.settings;

import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import java.util.regex.Pattern;

/**
 * Refuses <code>{a,b}</code> in patterns: shells expand it, and stores would search for the braces.
 */
public final class Alternatives {
  private static final Pattern CLASS = Pattern.compile("\\[[^/]+?]");
  private static final Pattern BRACES = Pattern.compile("\\{[^{}]*(,|\\.\\.)[^{}]*}");

  private Alternatives() {}

  /**
   * Checks a pattern for names or whole keys.
   *
   * @throws InvalidPathException if it holds alternatives in braces
   */
  public static void refuse(String pattern) {
    if (pattern.indexOf('{') < 0) {
      return;
    }
    String rest = CLASS.matcher(pattern).replaceAll("?");
    if (BRACES.matcher(rest).find()) {
      throw new InvalidPathException(
          ErrorDetails.of("A pattern has no alternatives such as {a,b}")
              .path(pattern)
              .hint("use one pattern for each, or [{] for a brace in a name")
              .build(),
          null);
    }
  }
}
