package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for those who come from Python leaves no public name of that library out. */
final class FromPythonTest {

  @Test
  void everyNameIsThere() throws Exception {
    String page = Page.of("docs/from-python.md").prose();
    List<String> names;
    try (var in = FromPythonTest.class.getResourceAsStream("python-names.txt")) {
      assertThat(in).isNotNull();
      names = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(names).hasSizeGreaterThan(100);
    assertThat(names)
        .allSatisfy(name -> assertThat(page).containsPattern("`[^`]*\\b" + name + "\\b[^`]*`"));
  }
}
