package io.remotestore.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page in Markdown.
 *
 * @param file where it is
 * @param text what it says
 */
record Page(Path file, String text) {
  /** The root of the repository. */
  static final Path ROOT = Path.of("..");

  /** A fence, with the comment in the line before it. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^(?:<!-- ([^\\n]*?) -->\\n)?```([a-z]*)\\n(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** Returns the page of that name, relative to the root. */
  static Page of(String name) {
    return read(ROOT.resolve(name));
  }

  /** Returns all pages that somebody is to read. */
  static List<Page> all() {
    List<Page> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")) {
      pages.add(of(name));
    }
    pages.add(of("examples/README.md"));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .sorted(Comparator.comparing(Path::toString))
          .forEach(file -> pages.add(read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  /** Returns the fenced blocks of all pages in that language, the empty one included. */
  static List<Block> blocks(String language) {
    return all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals(language))
        .toList();
  }

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the page with another text. */
  void write(String changed) {
    try {
      Files.writeString(file, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page without its fenced blocks, whose text is no Markdown. */
  String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      int line = (int) text.substring(0, matcher.start(2)).lines().count();
      blocks.add(new Block(this, line, matcher.group(1), matcher.group(2), matcher.group(3)));
    }
    return blocks;
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }

  /**
   * A fenced block.
   *
   * @param page where it stands
   * @param line the line of its fence, counted from 1
   * @param note the comment in the line before it
   * @param language what stands behind the fence, empty for nothing
   * @param text what is in it
   */
  record Block(Page page, int line, @Nullable String note, String language, String text) {

    /** What the comment before the block says behind that word, or null. */
    @Nullable String noted(String word) {
      return note != null && note.startsWith(word + ": ")
          ? note.substring(word.length() + 2)
          : null;
    }

    @Override
    public String toString() {
      return page + ":" + line;
    }
  }
}
