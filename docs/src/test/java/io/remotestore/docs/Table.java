package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A table on a page that is made from the code, between two comments of its name. */
final class Table {
  private final StringBuilder text = new StringBuilder();

  private Table(List<String> head) {
    row(head);
    text.append("|---".repeat(head.size())).append("|\n");
  }

  static Table of(String... head) {
    return new Table(List.of(head));
  }

  Table row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  /** Asserts that the page shows this table, after writing it there if that was asked for. */
  void assertShownOn(String pageName, String name) {
    String begin = "<!-- " + name + ": begin -->\n";
    String end = "<!-- " + name + ": end -->";
    Page page = Page.of(pageName);
    assertThat(page.text()).contains(begin, end);
    String shown =
        page.text()
            .substring(page.text().indexOf(begin) + begin.length(), page.text().indexOf(end));
    if (Boolean.getBoolean("update") && !shown.contentEquals(text)) {
      page.write(page.text().replace(begin + shown, begin + text));
      return;
    }
    assertThat(shown).describedAs(Update.HOW).isEqualTo(text.toString());
  }
}
