package io.remotestore.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Code that a page shows: a whole program of the examples, named as {@code Hello}, or what stands
 * between {@code // region write} and {@code // endregion} of a source, named as {@code
 * Quickstart#write}.
 */
final class CodeRegion {
  private static final List<Path> SOURCES =
      Stream.of(
              "docs/src/test/java/io/remotestore/docs",
              "examples/src/main/java/io/remotestore/examples",
              "examples/src/test/java/io/remotestore/examples")
          .map(Page.ROOT::resolve)
          .toList();

  private final String name;
  private final Path source;
  private final String text;

  private CodeRegion(String name, Path source) {
    this.name = name;
    this.source = source;
    this.text = Page.read(source).text();
  }

  /** Returns the region of that name, which must be there. */
  static CodeRegion named(String name) {
    int hash = name.indexOf('#');
    String file = (hash < 0 ? name : name.substring(0, hash)) + ".java";
    return SOURCES.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(found -> new CodeRegion(name, found))
        .orElseThrow(() -> new AssertionError("there is no source for the code " + name));
  }

  /** The code as a page is to show it, without indentation. */
  String code() {
    if (name.indexOf('#') < 0) {
      return text.replaceFirst("package [^\\n]*\\n+", "");
    }
    int begin = begin();
    int end = text.indexOf("// endregion", begin);
    if (end < 0) {
      throw new AssertionError("no '// endregion' follows " + name);
    }
    return text.substring(text.indexOf('\n', begin) + 1, end).stripTrailing().stripIndent() + "\n";
  }

  private int begin() {
    String mark = "// region " + name.substring(name.indexOf('#') + 1) + "\n";
    int begin = text.indexOf(mark);
    if (begin < 0 || text.indexOf(mark, begin + 1) >= 0) {
      throw new AssertionError(source + " does not hold '" + mark.strip() + "' once");
    }
    return begin;
  }

  /** Tells whether a test runs the code: it stands in one, or one of the examples' names it. */
  boolean isRun() {
    if (!source.startsWith(Page.ROOT.resolve("examples"))) {
      int test = text.lastIndexOf("\n  @Test\n", begin());
      return test >= 0 && !text.substring(test, begin()).contains("\n  }\n");
    }
    String type = source.getFileName().toString().replace(".java", "");
    try (Stream<Path> tests = Files.list(SOURCES.get(2))) {
      return tests
          .filter(Files::isRegularFile)
          .anyMatch(test -> Page.read(test).text().matches("(?s).*\\b" + type + "\\b.*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
