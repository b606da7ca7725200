package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README true: its code runs, its table is what opened stores say. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("README.md");
  private static final Path SOURCE = Path.of("src/test/java/io/remotestore/cli/ReadmeTest.java");

  private static void example(PrintStream console) throws IOException {
    // example: begin
    try (Store store = Stores.open("memory:readme")) {
      store.writeText("reports/north.csv", "quarter,total\n1,10\n");

      // Published when the lambda has returned, and not at all if it throws.
      store.write(
          "reports/south.csv.gz",
          out -> {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
              gzip.write("quarter,total\n1,7\n".getBytes(StandardCharsets.UTF_8));
            }
          });

      // Creating is the default; replacing is said.
      store.writeText("reports/north.csv", "quarter,total\n1,12\n", WriteOptions.overwrite());

      // A store of its own that cannot reach outside its folder.
      Store reports = store.child("reports");
      try (Stream<FileInfo> files = reports.glob("**/*.csv*")) {
        files.forEach(file -> console.println(file.path() + " " + file.size()));
      }
    }
    // example: end
  }

  @Test
  void theExampleRunsAndStandsInTheReadme() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    example(new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .contains("north.csv 19")
        .anyMatch(line -> line.matches("south\\.csv\\.gz \\d+"));
    String source = Files.readString(SOURCE);
    String code = between(source, "    // example: begin\n", "    // example: end\n");
    assertThat(between(Files.readString(README), "<!-- example: begin -->\n", "<!-- example: end"))
        .isEqualTo("```java\n" + code.stripTrailing().stripIndent() + "\n```\n");
  }

  @Test
  void theConfigurationIsOne(@TempDir Path folder) throws IOException {
    String block = section("config");
    String toml = block.replace("```toml\n", "").replace("```\n", "");
    LoadOptions options = LoadOptions.strict().withEnvironment(name -> folder.toString());

    try (Registry registry = Registry.of(RegistryConfig.parse(toml, "toml", options))) {
      registry.store("reports").writeText("a.txt", "x");
    }

    assertThat(folder.resolve("reports/a.txt")).hasContent("x");
  }

  @Test
  void theTableOfCapabilitiesIsWhatOpenedStoresSay(@TempDir Path folder) throws IOException {
    Map<String, Store> stores = new LinkedHashMap<>();
    String table;
    try (Store local = Stores.local(folder);
        Store memory = Stores.memory()) {
      stores.put("local", local);
      stores.put("memory", memory);
      table = table(stores);
    }

    if (Boolean.getBoolean("update")) {
      String readme = Files.readString(README);
      String begin = "<!-- capabilities: begin -->\n";
      Files.writeString(README, readme.replace(begin + section("capabilities"), begin + table));
    }

    assertThat(section("capabilities"))
        .describedAs("./mvnw test -pl cli -am -Dupdate=true writes the table anew")
        .isEqualTo(table);
  }

  @Test
  void linksLeadToFiles() throws IOException {
    for (Path page : pages()) {
      for (String target : links(Files.readString(page))) {
        assertThat(page.resolveSibling(target)).describedAs("link in " + page).exists();
      }
    }
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThan(150);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages =
        new ArrayList<>(
            List.of(README, ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("SECURITY.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  private static List<String> links(String text) {
    return Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(target -> !target.startsWith("http"))
        .toList();
  }

  private static String table(Map<String, Store> stores) {
    StringBuilder out = new StringBuilder();
    out.append("| capability | ").append(String.join(" | ", stores.keySet())).append(" |\n");
    out.append("|---|").append("---|".repeat(stores.size())).append('\n');
    for (Capability capability : Capability.values()) {
      out.append("| ").append(capability).append(" | ");
      out.append(
          stores.values().stream()
              .map(store -> store.supports(capability) ? "yes" : "-")
              .collect(Collectors.joining(" | ")));
      out.append(" |\n");
    }
    return out.toString();
  }

  private static String section(String name) throws IOException {
    return between(
        Files.readString(README), "<!-- " + name + ": begin -->\n", "<!-- " + name + ": end -->");
  }

  private static String between(String text, String begin, String end) {
    assertThat(text).contains(begin, end);
    int start = text.indexOf(begin) + begin.length();
    return text.substring(start, text.indexOf(end, start));
  }
}
