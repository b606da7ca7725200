package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByCarrier;
import io.remotestore.examples.lake.Svg.Anchor;
import java.util.List;

/** Sorted bars of late shares, with the median delay beside each. */
final class CarrierChart {
  /** With fewer flights than that in the month, a carrier's share is a matter of luck. */
  static final int ENOUGH = 100;

  private static final int WIDTH = 960;
  private static final int ROW = 30;
  private static final int TOP = 34;
  private static final int BARS = 200;
  private static final int BARS_WIDTH = 400;
  private static final int MEDIANS = 680;
  private static final int MEDIANS_WIDTH = 180;
  private static final int MEDIAN_LIMIT = 6;

  private final List<ByCarrier> carriers;
  private final double most;

  CarrierChart(List<ByCarrier> carriers) {
    this.carriers = carriers;
    this.most = carriers.stream().mapToDouble(c -> c.stats().lateShare()).max().orElse(1);
  }

  /** Returns a carrier's name without its legal form. */
  static String shortName(String name) {
    return name.replaceAll(" (Inc\\.|Co\\.|Corporation)$", "");
  }

  String draw() {
    int height = TOP + ROW * carriers.size() + 6;
    Svg svg =
        new Svg(
            "carriers",
            WIDTH,
            height,
            "Late departures by carrier",
            "A bar for each carrier, the least punctual first; beside it the median delay in "
                + "minutes and the number of flights.");
    svg.text("small", BARS, 14, Anchor.START, "Share of departures 15 minutes or more late");
    svg.text("small", medianX(0), 14, Anchor.MIDDLE, "Median delay, minutes");
    svg.text("small", WIDTH, 14, Anchor.END, "Flights");
    svg.line("axis", medianX(0), TOP - 8, medianX(0), height - 8);
    for (int i = 0; i < carriers.size(); i++) {
      drawRow(svg, carriers.get(i), TOP + ROW * i);
    }
    return svg.close();
  }

  private void drawRow(Svg svg, ByCarrier carrier, double y) {
    DelayStats stats = carrier.stats();
    boolean few = stats.scheduled() < ENOUGH;
    String name = shortName(carrier.name());
    double text = y + ROW / 2.0 + 1;
    double length = most == 0 ? 0 : BARS_WIDTH * stats.lateShare() / most;
    svg.text(few ? "label faint" : "label", BARS - 12, text, Anchor.END, name);
    svg.rect(
        few ? "late faint" : "late",
        BARS,
        y + 4,
        length,
        ROW - 12,
        name
            + ": "
            + Numbers.count(stats.late())
            + " of "
            + Numbers.count(stats.departed())
            + " departures late");
    svg.text(
        few ? "label faint" : "strong",
        BARS + length + 8,
        text,
        Anchor.START,
        Numbers.percent(stats.lateShare()));
    double x = medianX(stats.median());
    svg.line("stem", medianX(0), text - 5, x, text - 5);
    svg.circle(
        few ? "median faint" : "median",
        x,
        text - 5,
        5,
        name + ": half of the departures within " + Numbers.minutes(stats.median()) + " minutes");
    boolean early = stats.median() < 0;
    svg.text(
        "small",
        x + (early ? -10 : 10),
        text - 1,
        early ? Anchor.END : Anchor.START,
        Numbers.minutes(stats.median()));
    svg.text(
        few ? "label faint" : "label", WIDTH, text, Anchor.END, Numbers.count(stats.scheduled()));
  }

  private static double medianX(double minutes) {
    double held =
        Double.isNaN(minutes) ? 0 : Math.max(-MEDIAN_LIMIT, Math.min(MEDIAN_LIMIT, minutes));
    return MEDIANS + MEDIANS_WIDTH * (held + MEDIAN_LIMIT) / (2 * MEDIAN_LIMIT);
  }
}
