package io.remotestore.kernel;

import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.RemotePath;
import io.remotestore.settings.Alternatives;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pattern for whole keys, relative to a store's root. */
final class Glob {
  /** {@code **}: any number of whole segments. */
  private static final @Nullable NamePattern ANY = null;

  private final List<@Nullable NamePattern> segments;
  private final String base;
  private final int maxDepth;

  private Glob(List<@Nullable NamePattern> segments, String base, int maxDepth) {
    this.segments = segments;
    this.base = base;
    this.maxDepth = maxDepth;
  }

  /** Takes a pattern apart; its text obeys the rules of paths. */
  static Glob of(OperationCall call, String pattern) {
    List<String> texts = segments(call, pattern);
    List<@Nullable NamePattern> segments = new ArrayList<>(texts.size());
    int literals = 0;
    boolean deep = false;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.equals("**")) {
        deep = true;
        segments.add(ANY);
        continue;
      }
      if (text.contains("**")) {
        throw Scope.invalid(
            call, pattern, "'**' stands for whole segments; '" + text + "' holds more");
      }
      if (literals == i && i < texts.size() - 1 && NamePattern.isLiteral(text)) {
        literals++;
      }
      segments.add(NamePattern.of(text));
    }
    String base = String.join("/", texts.subList(0, literals));
    int depth = deep ? ListOptions.ALL_LEVELS : texts.size() - literals - 1;
    return new Glob(segments, base, depth);
  }

  private static List<String> segments(OperationCall call, String pattern) {
    Alternatives.refuse(pattern);
    try {
      return RemotePath.of(pattern).segments();
    } catch (InvalidPathException e) {
      throw Scope.invalid(call, pattern, e.problem().replace("Path", "Pattern"));
    }
  }

  /** The folder, relative to the root, below which all matches lie. */
  String base() {
    return base;
  }

  /** How many levels below the base matches can lie. */
  int maxDepth() {
    return maxDepth;
  }

  /** Tells whether a key, relative to the root, matches. */
  boolean matches(String key) {
    return match(RemotePath.of(key).segments(), 0, 0, false);
  }

  /** Tells whether keys below a folder, relative to the root, can match. */
  boolean matchesBelow(String folder) {
    return match(RemotePath.of(folder).segments(), 0, 0, true);
  }

  private boolean match(List<String> names, int n, int s, boolean prefix) {
    if (n == names.size()) {
      return prefix ? s < segments.size() : s == segments.size();
    }
    if (s == segments.size()) {
      return false;
    }
    NamePattern segment = segments.get(s);
    if (segment == ANY) {
      boolean last = s == segments.size() - 1;
      return last || match(names, n, s + 1, prefix) || match(names, n + 1, s, prefix);
    }
    return Objects.requireNonNull(segment).matches(names.get(n))
        && match(names, n + 1, s + 1, prefix);
  }
}
