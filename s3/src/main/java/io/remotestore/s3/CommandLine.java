package io.remotestore.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits a command into words as a shell does, without running one. */
final class CommandLine {

  /** What a backslash is. */
  enum Backslash {
    /** It takes its meaning from the next character. */
    ESCAPES,
    /** A character of a path, as on Windows. */
    LITERAL
  }

  private final String text;
  private final Backslash backslash;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private CommandLine(String text, Backslash backslash) {
    this.text = text;
    this.backslash = backslash;
  }

  /**
   * Returns the words; double quotes, and with {@link Backslash#ESCAPES} single ones, hold words
   * together.
   *
   * @throws IOException if a quote is not closed or there is no word
   */
  static List<String> split(String text, Backslash backslash) throws IOException {
    CommandLine line = new CommandLine(text, backslash);
    line.split();
    if (line.words.isEmpty()) {
      throw new IOException("the command is empty");
    }
    return line.words;
  }

  private void split() throws IOException {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || (c == '\'' && backslash == Backslash.ESCAPES)) {
        at = quoted(at + 1, c);
      } else if (c == '\\' && backslash == Backslash.ESCAPES && at + 1 < text.length()) {
        take(text.charAt(at + 1));
        at += 2;
      } else if (Character.isWhitespace(c)) {
        end();
        at++;
      } else {
        take(c);
        at++;
      }
    }
    end();
  }

  /** Returns where the text goes on behind the closing quote. */
  private int quoted(int from, char quote) throws IOException {
    inWord = true;
    int at = from;
    while (at < text.length() && text.charAt(at) != quote) {
      boolean escape =
          text.charAt(at) == '\\'
              && quote == '"'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == '"'
                  || (text.charAt(at + 1) == '\\' && backslash == Backslash.ESCAPES));
      at += escape ? 1 : 0;
      take(text.charAt(at));
      at++;
    }
    if (at == text.length()) {
      throw new IOException("a quote in the command is not closed");
    }
    return at + 1;
  }

  private void take(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
