package io.remotestore.config.toml;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the depth of a text without recursion: the parser would overflow the stack.
 *
 * <p>Counts, outside of strings and comments, the brackets and braces that are open, and the dots
 * of the keys before them and of the one that follows. The dot of a number counts too, so one more
 * dot is allowed.
 */
final class TomlNesting {
  private final String text;
  private int at;
  private int line = 1;

  private TomlNesting(String text) {
    this.text = text;
  }

  /** Returns the first line, from 1, where {@code text} is nested deeper than that; 0 for none. */
  static int lineDeeperThan(int deepest, String text) {
    return new TomlNesting(text).find(deepest);
  }

  private int find(int deepest) {
    Deque<Integer> levels = new ArrayDeque<>();
    int depth = 0;
    int dots = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '\n' -> {
          line++;
          dots = 0;
        }
        case '#' -> skipComment();
        case '"', '\'' -> skipString(c);
        case '[', '{' -> {
          levels.push(dots + 1);
          depth += dots + 1;
          dots = 0;
        }
        case ']', '}' -> {
          depth -= levels.isEmpty() ? 0 : levels.pop();
          dots = 0;
        }
        case ',' -> dots = 0;
        case '.' -> dots++;
        default -> {}
      }
      if (depth + dots > deepest + 1) {
        return line;
      }
    }
    return 0;
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = (end < 0 ? text.length() : end) - 1;
  }

  /** Moves to the last quote of the string, or to the end of the text. */
  private void skipString(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean multi = text.startsWith(three, at);
    at += multi ? 3 : 1;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        at++;
        continue;
      }
      if (c == '\n') {
        line++;
        if (!multi) {
          return; // not closed; the parser reports it
        }
      }
      if (multi ? text.startsWith(three, at) : c == quote) {
        at += multi ? 2 : 0;
        return;
      }
    }
  }
}
