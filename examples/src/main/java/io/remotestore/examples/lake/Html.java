package io.remotestore.examples.lake;

import java.util.List;

/** Parts of the page. */
final class Html {
  private Html() {}

  /** Makes any text safe between tags and in quoted attributes. */
  static String text(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Returns a table; the first column names the row. */
  static String table(List<String> header, List<List<String>> rows) {
    StringBuilder out = new StringBuilder("<table>\n<thead><tr>");
    for (String name : header) {
      out.append("<th scope=\"col\">").append(text(name)).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr><th scope=\"row\">").append(text(row.get(0))).append("</th>");
      for (String cell : row.subList(1, row.size())) {
        out.append("<td>").append(text(cell)).append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table>\n").toString();
  }

  /** Returns a chart under its finding, with the numbers behind it to unfold. */
  static String figure(String finding, String reading, String chart, String numbers) {
    return """
        <section>
        <h2>%s</h2>
        <p class="reading">%s</p>
        <figure>
        %s</figure>
        <details><summary>The numbers</summary>
        <div class="scroll">%s</div></details>
        </section>
        """
        .formatted(text(finding), text(reading), chart, numbers);
  }
}
