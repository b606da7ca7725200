package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByWeather;
import io.remotestore.examples.lake.Svg.Anchor;
import java.util.List;

/** A panel of stacked columns for each side of the weather, from mild to harsh. */
final class WeatherChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 330;
  private static final int GAP = 44;
  private static final int TOP = 58;
  private static final int BOTTOM = 62;

  private final List<ByWeather> bands;
  private final double most;

  WeatherChart(List<ByWeather> bands) {
    this.bands = bands.stream().filter(b -> b.stats().scheduled() > 0).toList();
    this.most = bands.stream().mapToDouble(b -> disrupted(b.stats())).max().orElse(1);
  }

  /** The share of scheduled flights that left late or not at all. */
  static double disrupted(DelayStats stats) {
    return stats.scheduled() == 0
        ? 0
        : (stats.cancelled() + stats.late()) / (double) stats.scheduled();
  }

  String draw() {
    Svg svg =
        new Svg(
            "weather",
            WIDTH,
            HEIGHT,
            "Flights late or cancelled by weather",
            "Three panels: wind, precipitation and visibility. Each column is the share of "
                + "scheduled flights that left late, and on top of it of those that never left.");
    svg.rect("late", 0, 2, 12, 12);
    svg.text("label", 18, 13, Anchor.START, "left late");
    svg.rect("cancelled", 96, 2, 12, 12);
    svg.text("label", 114, 13, Anchor.START, "never left");
    Measure[] measures = Measure.values();
    long columns = bands.size();
    double unit = (WIDTH - GAP * (measures.length - 1)) / (double) columns;
    double x = 0;
    for (Measure measure : measures) {
      List<ByWeather> panel = bands.stream().filter(b -> b.measure() == measure).toList();
      drawPanel(svg, measure, panel, x, unit);
      x += unit * panel.size() + GAP;
    }
    return svg.close();
  }

  private void drawPanel(Svg svg, Measure measure, List<ByWeather> panel, double x, double unit) {
    double width = unit * panel.size();
    svg.text("strong", x, TOP - 16, Anchor.START, measure.title());
    svg.line("axis", x, HEIGHT - BOTTOM, x + width, HEIGHT - BOTTOM);
    for (int i = 0; i < panel.size(); i++) {
      drawColumn(svg, panel.get(i), x + unit * i, unit);
    }
    svg.text("small", x + width / 2, HEIGHT - 24, Anchor.MIDDLE, measure.unit());
  }

  private void drawColumn(Svg svg, ByWeather band, double x, double unit) {
    DelayStats stats = band.stats();
    double scale = (HEIGHT - BOTTOM - TOP - 14) / most;
    double late = scale * stats.late() / stats.scheduled();
    double cancelled = scale * stats.cancelledShare();
    double base = HEIGHT - BOTTOM;
    double bar = unit - 10;
    String name = band.measure().title() + " " + band.band() + " " + band.measure().unit() + ": ";
    String of = " of " + Numbers.count(stats.scheduled()) + " flights ";
    svg.rect(
        "late",
        x + 5,
        base - late,
        bar,
        late,
        name + Numbers.count(stats.late()) + of + "left late");
    svg.rect(
        "cancelled",
        x + 5,
        base - late - cancelled,
        bar,
        cancelled,
        name + Numbers.count(stats.cancelled()) + of + "never left");
    double middle = x + unit / 2;
    svg.text(
        "strong",
        middle,
        base - late - cancelled - 7,
        Anchor.MIDDLE,
        Numbers.percent(disrupted(stats)));
    svg.text("small", middle, base + 17, Anchor.MIDDLE, band.band());
  }
}
