package io.remotestore.kernel;

/**
 * A pattern for one segment: {@code *}, {@code ?}, {@code [abc]}, {@code [a-z]}, {@code [!abc]}. A
 * {@code ]} right behind the opening is a member; an unclosed {@code [} is itself. Case counts.
 */
final class NamePattern {
  private final int[] pattern;

  private NamePattern(int[] pattern) {
    this.pattern = pattern;
  }

  static NamePattern of(String text) {
    return new NamePattern(text.codePoints().toArray());
  }

  static boolean isLiteral(String text) {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0 && text.indexOf('[') < 0;
  }

  /** Matches in time proportional to the product of the lengths: only the last star moves. */
  boolean matches(String name) {
    int[] text = name.codePoints().toArray();
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length) {
      if (p < pattern.length && pattern[p] == '*') {
        star = p++;
        mark = t;
        continue;
      }
      int next = p < pattern.length ? matchOne(p, text[t]) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }

  /**
   * Returns where the pattern goes on behind the element at {@code p} if it takes {@code c}, else
   * -1.
   */
  private int matchOne(int p, int c) {
    if (pattern[p] == '?') {
      return p + 1;
    }
    if (pattern[p] == '[') {
      int close = closing(p);
      if (close > 0) {
        return inClass(p + 1, close, c) ? close + 1 : -1;
      }
    }
    return pattern[p] == c ? p + 1 : -1;
  }

  private int closing(int open) {
    int from = open + 1;
    if (from < pattern.length && pattern[from] == '!') {
      from++;
    }
    for (int i = from + 1; i < pattern.length; i++) {
      if (pattern[i] == ']') {
        return i;
      }
    }
    return -1;
  }

  private boolean inClass(int from, int to, int c) {
    boolean negated = pattern[from] == '!';
    int i = negated ? from + 1 : from;
    boolean found = false;
    while (i < to) {
      if (i + 2 < to && pattern[i + 1] == '-') {
        found |= pattern[i] <= c && c <= pattern[i + 2];
        i += 3;
      } else {
        found |= pattern[i] == c;
        i++;
      }
    }
    return found != negated;
  }

  @Override
  public String toString() {
    return new String(pattern, 0, pattern.length);
  }
}
