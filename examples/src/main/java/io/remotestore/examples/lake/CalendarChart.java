package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByDay;
import io.remotestore.examples.lake.Svg.Anchor;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A strip of days, the darker the worse. */
final class CalendarChart {
  private static final int WIDTH = 960;
  private static final int LEFT = 84;
  private static final int CELL_HEIGHT = 44;
  private static final int WEEK_GAP = 6;

  private final List<ByDay> days;
  private final double cell;

  CalendarChart(List<ByDay> days) {
    this.days = days;
    long mondays =
        days.stream().skip(1).filter(d -> d.day().getDayOfWeek() == DayOfWeek.MONDAY).count();
    this.cell = (WIDTH - LEFT - WEEK_GAP * mondays) / (double) days.size();
  }

  String draw() {
    Svg svg =
        new Svg(
            "days",
            WIDTH,
            150,
            "Cancelled and late flights by day",
            "One cell a day. The upper row is the share of scheduled flights that never left, the "
                + "lower one the share of departures that were late.");
    svg.text("strong", 0, 62, Anchor.START, "Never left");
    svg.text("strong", 0, 112, Anchor.START, "Left late");
    double x = LEFT;
    for (ByDay day : days) {
      if (day.day().getDayOfWeek() == DayOfWeek.MONDAY && x > LEFT) {
        x += WEEK_GAP;
      }
      drawDay(svg, day, x);
      x += cell;
    }
    return svg.close();
  }

  private void drawDay(Svg svg, ByDay day, double x) {
    double middle = x + (cell - 2) / 2;
    DayOfWeek weekday = day.day().getDayOfWeek();
    svg.text(
        "small",
        middle,
        10,
        Anchor.MIDDLE,
        weekday.getDisplayName(TextStyle.NARROW, Locale.ENGLISH));
    svg.text("strong", middle, 27, Anchor.MIDDLE, Integer.toString(day.day().getDayOfMonth()));
    DelayStats stats = day.stats();
    String name = Numbers.day(day.day()) + ": ";
    drawCell(
        svg,
        "cancelled",
        x,
        35,
        stats.cancelledShare(),
        degree(DelayStats::cancelledShare, stats),
        name
            + Numbers.count(stats.cancelled())
            + " of "
            + Numbers.count(stats.scheduled())
            + " flights never left");
    drawCell(
        svg,
        "late",
        x,
        35 + CELL_HEIGHT + 6,
        stats.lateShare(),
        degree(DelayStats::lateShare, stats),
        name
            + Numbers.count(stats.late())
            + " of "
            + Numbers.count(stats.departed())
            + " departures were late");
  }

  private void drawCell(
      Svg svg, String style, double x, double y, double share, double degree, String tip) {
    svg.shade(style, x, y, cell - 2, CELL_HEIGHT, degree, tip);
    String number = Long.toString(Math.round(share * 100));
    svg.text(
        degree > 0.85 ? "cell inverse" : "cell",
        x + (cell - 2) / 2,
        y + CELL_HEIGHT / 2.0 + 4.5,
        Anchor.MIDDLE,
        share > 0 && number.equals("0") ? "<1" : number);
  }

  /** The worst day is full colour; a root keeps ordinary days apart beside it. */
  private double degree(ToDoubleFunction<DelayStats> share, DelayStats stats) {
    double most = days.stream().map(ByDay::stats).mapToDouble(share).max().orElse(0);
    return most == 0 ? 0.05 : 0.05 + 0.95 * Math.pow(share.applyAsDouble(stats) / most, 0.8);
  }
}
