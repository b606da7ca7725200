package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown page whose generated parts stand between markers; what is around them stays. */
final class ResultsPage {
  private final Path file;
  private String text;

  private ResultsPage(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static ResultsPage of(Path file) throws IOException {
    return new ResultsPage(file, Files.readString(file));
  }

  /** Replaces what stands between the markers of {@code part}. */
  void set(String part, String content) {
    String begin = "<!-- begin: " + part + " -->\n";
    String end = "<!-- end: " + part + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException(file.getFileName() + " has no part " + part);
    }
    text = text.substring(0, from + begin.length()) + "\n" + content + "\n" + text.substring(to);
  }

  void write() throws IOException {
    Files.writeString(file, text);
  }
}
