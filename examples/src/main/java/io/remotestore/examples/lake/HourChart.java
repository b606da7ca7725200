package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByHour;
import io.remotestore.examples.lake.Svg.Anchor;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A line per airport through the hours of the day. */
final class HourChart {
  /** Below that many flights, a share says little and is not drawn. */
  static final int ENOUGH = 50;

  private static final int WIDTH = 960;
  private static final int HEIGHT = 380;
  private static final int LEFT = 44;
  private static final int RIGHT = 84;
  private static final int TOP = 14;
  private static final int BOTTOM = 34;
  private static final Map<String, String> AIRPORTS =
      Map.of("EWR", "Newark", "JFK", "Kennedy", "LGA", "LaGuardia");

  private final Map<String, List<ByHour>> lines;
  private final int first;
  private final int last;
  private final double top;

  HourChart(List<ByHour> hours) {
    List<ByHour> drawn = hours.stream().filter(h -> h.stats().scheduled() >= ENOUGH).toList();
    this.lines =
        drawn.stream()
            .collect(Collectors.groupingBy(ByHour::origin, TreeMap::new, Collectors.toList()));
    this.first = drawn.stream().mapToInt(ByHour::hour).min().orElse(0);
    this.last = drawn.stream().mapToInt(ByHour::hour).max().orElse(23);
    double most = drawn.stream().mapToDouble(h -> h.stats().lateShare()).max().orElse(0);
    this.top = Math.max(0.1, Math.ceil(most * 10) / 10);
  }

  static String airport(String code) {
    return AIRPORTS.getOrDefault(code, code);
  }

  String draw() {
    Svg svg =
        new Svg(
            "hours",
            WIDTH,
            HEIGHT,
            "Late departures by hour and airport",
            "A line for each airport: the share of departures that were late, by scheduled hour.");
    for (int tenth = 0; tenth <= Math.round(top * 10); tenth++) {
      double y = y(tenth / 10.0);
      svg.line(tenth == 0 ? "axis" : "grid", LEFT, y, WIDTH - RIGHT, y);
      svg.text("small", LEFT - 8, y + 4, Anchor.END, tenth * 10 + "%");
    }
    for (int hour = first; hour <= last; hour++) {
      if (hour % 2 == 0) {
        svg.text("small", x(hour), HEIGHT - BOTTOM + 20, Anchor.MIDDLE, Numbers.hour(hour));
      }
    }
    lines.forEach((origin, points) -> drawLine(svg, origin, points));
    lines.forEach((origin, points) -> drawName(svg, origin, points));
    return svg.close();
  }

  private void drawLine(Svg svg, String origin, List<ByHour> points) {
    String style = "line " + origin.toLowerCase(Locale.ROOT);
    svg.polyline(
        style,
        points.stream()
            .map(
                p -> String.format(Locale.ROOT, "%.1f,%.1f", x(p.hour()), y(p.stats().lateShare())))
            .collect(Collectors.joining(" ")));
    for (ByHour point : points) {
      svg.circle(
          "dot " + origin.toLowerCase(Locale.ROOT),
          x(point.hour()),
          y(point.stats().lateShare()),
          3.2,
          String.format(
              Locale.ROOT,
              "%s, %s: %s of %s departures late",
              airport(origin),
              Numbers.hour(point.hour()),
              Numbers.count(point.stats().late()),
              Numbers.count(point.stats().departed())));
    }
  }

  /** Names a line at its end if it ends alone, else where it lies farthest off the others. */
  private void drawName(Svg svg, String origin, List<ByHour> points) {
    String style = "name " + origin.toLowerCase(Locale.ROOT);
    ByHour end = points.get(points.size() - 1);
    if (others(origin, end.hour()).isEmpty()) {
      double y = y(end.stats().lateShare());
      svg.text(style, x(end.hour()) + 10, y + 4, Anchor.START, airport(origin));
      return;
    }
    ByHour clearest =
        points.stream().max(Comparator.comparingDouble(p -> Math.abs(clearance(p)))).orElse(end);
    double y = y(clearest.stats().lateShare()) + (clearance(clearest) < 0 ? 22 : -12);
    svg.text(style, x(clearest.hour()), y, Anchor.MIDDLE, airport(origin));
  }

  /** How far a point lies above all other lines, or as a negative number below; 0 if between. */
  private double clearance(ByHour point) {
    List<Double> others = others(point.origin(), point.hour());
    if (others.isEmpty()) {
      return 0;
    }
    double share = point.stats().lateShare();
    double above = share - Collections.max(others);
    double below = share - Collections.min(others);
    return above > 0 ? above : Math.min(0, below);
  }

  private List<Double> others(String origin, int hour) {
    return lines.entrySet().stream()
        .filter(line -> !line.getKey().equals(origin))
        .flatMap(line -> line.getValue().stream())
        .filter(point -> point.hour() == hour)
        .map(point -> point.stats().lateShare())
        .toList();
  }

  private double x(int hour) {
    return LEFT
        + 12
        + (WIDTH - LEFT - RIGHT - 24) * (hour - first) / (double) Math.max(1, last - first);
  }

  private double y(double share) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share / top;
  }
}
