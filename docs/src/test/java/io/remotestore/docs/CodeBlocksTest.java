package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.docs.Page.Block;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code on the pages is code that tests run. */
final class CodeBlocksTest {
  @Test
  void everyJavaBlockIsCodeThatATestRuns() {
    if (Boolean.getBoolean("update")) {
      Page.all().forEach(CodeBlocksTest::update);
    }
    List<String> wrong = new ArrayList<>();
    for (Block block : Page.blocks("java")) {
      String name = block.noted("code");
      if (name == null) {
        wrong.add(block + ": the line before says no '<!-- code: Source#region -->'");
        continue;
      }
      CodeRegion region = CodeRegion.named(name);
      if (!region.isRun()) {
        wrong.add(block + ": no test runs " + name);
      }
      if (!region.code().equals(block.text())) {
        wrong.add(block + ": is not " + name + " word for word, but\n" + block.text());
      }
    }
    assertThat(wrong).describedAs(Update.HOW).isEmpty();
  }

  private static void update(Page page) {
    String text = page.text();
    for (Block block : page.blocks()) {
      String name = block.noted("code");
      if (name != null) {
        String opening = "<!-- code: " + name + " -->\n```java\n";
        text =
            text.replace(
                opening + block.text() + "```", opening + CodeRegion.named(name).code() + "```");
      }
    }
    if (!text.equals(page.text())) {
      page.write(text);
    }
  }

  /** What programs print is written down beside their tests, which compare it. */
  @Test
  void everyOutputShownIsWhatTheProgramPrints() {
    List<Block> shown = Page.blocks("").stream().filter(b -> b.noted("output") != null).toList();
    assertThat(shown).isNotEmpty();
    for (Block block : shown) {
      String output = "examples/src/test/resources/output/" + block.noted("output") + ".txt";
      assertThat(block.text()).describedAs(block.toString()).isEqualTo(Page.of(output).text());
    }
  }

  @Test
  void languagesAreThoseThatAreChecked() {
    List<String> other =
        Page.all().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(
                b ->
                    !List.of("", "java", "toml", "yaml", "json", "xml", "console")
                        .contains(b.language()))
            .map(block -> block + ": " + block.language())
            .toList();
    assertThat(other).isEmpty();
  }
}
