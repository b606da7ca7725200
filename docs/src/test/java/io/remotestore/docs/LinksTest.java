package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and every page can be reached. */
final class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  @Test
  void filesAndHeadingsAreThere() {
    List<String> broken = new ArrayList<>();
    for (Page page : Page.all()) {
      for (MatchResult link : LINK.matcher(page.prose()).results().toList()) {
        if (!link.group(1).startsWith("http") && !leadsSomewhere(page, link)) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Page page, MatchResult link) {
    Path target = link.group(1).isEmpty() ? page.file() : page.file().resolveSibling(link.group(1));
    if (!Files.exists(target)) {
      return false;
    }
    return link.group(2) == null || anchors(Page.read(target)).contains(link.group(2).substring(1));
  }

  /** The anchors that the pages' host makes of headings. */
  private static List<String> anchors(Page page) {
    return HEADING
        .matcher(page.prose())
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void theIndexNamesEveryPage() throws Exception {
    String index = Page.of("docs/README.md").text();
    Path docs = Page.ROOT.resolve("docs");
    List<String> missing =
        Page.all().stream()
            .filter(page -> page.file().startsWith(docs))
            .map(page -> docs.relativize(page.file()).toString())
            .filter(name -> !name.equals("README.md") && !index.contains("](" + name + ")"))
            .toList();
    assertThat(missing).isEmpty();
  }
}
