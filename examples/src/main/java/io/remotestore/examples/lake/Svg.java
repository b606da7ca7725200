package io.remotestore.examples.lake;

import java.util.Locale;

/** Draws one chart. Colours come from the page's style sheet, by class. */
final class Svg {
  private final StringBuilder out = new StringBuilder(8_192);
  private final String id;

  /** Where text stands relative to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * Begins a chart of that many units.
   *
   * @param id is unique on the page
   * @param title names the chart to those who cannot see it
   * @param description tells them what it shows
   */
  Svg(String id, int width, int height, String title, String description) {
    this.id = id;
    out.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">%n",
            width,
            height,
            id,
            id));
    out.append(String.format(Locale.ROOT, "<title id=\"%s-t\">%s</title>%n", id, Html.text(title)));
    out.append(
        String.format(Locale.ROOT, "<desc id=\"%s-d\">%s</desc>%n", id, Html.text(description)));
  }

  Svg rect(String style, double x, double y, double width, double height) {
    out.append(rectangle(style, x, y, width, height)).append("/>\n");
    return this;
  }

  /** Draws a rectangle that says more when pointed at. */
  Svg rect(String style, double x, double y, double width, double height, String tip) {
    out.append(rectangle(style, x, y, width, height))
        .append("><title>")
        .append(Html.text(tip))
        .append("</title></rect>\n");
    return this;
  }

  private static String rectangle(String style, double x, double y, double width, double height) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
        style,
        x,
        y,
        Math.max(0, width),
        Math.max(0, height));
  }

  /** Draws a rectangle filled to that degree, 0 to 1, over the page's background. */
  Svg shade(
      String style, double x, double y, double width, double height, double degree, String tip) {
    out.append(rectangle(style, x, y, width, height))
        .append(
            String.format(
                Locale.ROOT,
                " fill-opacity=\"%.3f\"><title>%s</title></rect>%n",
                degree,
                Html.text(tip)));
    return this;
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            style,
            x1,
            y1,
            x2,
            y2));
    return this;
  }

  Svg circle(String style, double x, double y, double radius, String tip) {
    out.append(
        String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>%n",
            style,
            x,
            y,
            radius,
            Html.text(tip)));
    return this;
  }

  /** Draws a line through points, given as {@code x,y x,y}. */
  Svg polyline(String style, String points) {
    out.append(
        String.format(Locale.ROOT, "<polyline class=\"%s\" points=\"%s\"/>%n", style, points));
    return this;
  }

  Svg text(String style, double x, double y, Anchor anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            style,
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            Html.text(text)));
    return this;
  }

  /** Ends the chart. */
  String close() {
    return out + "</svg>\n";
  }

  @Override
  public String toString() {
    return "Svg[" + id + "]";
  }
}
