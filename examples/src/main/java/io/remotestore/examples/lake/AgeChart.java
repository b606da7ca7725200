package io.remotestore.examples.lake;

import io.remotestore.examples.lake.Answers.ByAge;
import io.remotestore.examples.lake.Svg.Anchor;
import java.util.List;

/** A bar for each age of aircraft. */
final class AgeChart {
  private static final int WIDTH = 960;
  private static final int ROW = 32;
  private static final int BARS = 130;
  private static final int BARS_WIDTH = 560;

  private final List<ByAge> ages;

  AgeChart(List<ByAge> ages) {
    this.ages = ages;
  }

  String draw() {
    Svg svg =
        new Svg(
            "ages",
            WIDTH,
            ROW * ages.size() + 28,
            "Late departures by age of the aircraft",
            "A bar for each age: the share of departures that were late.");
    double most = ages.stream().mapToDouble(a -> a.stats().lateShare()).max().orElse(1);
    svg.text("small", BARS, 14, Anchor.START, "Share of departures 15 minutes or more late");
    svg.text("small", WIDTH, 14, Anchor.END, "Departures");
    for (int i = 0; i < ages.size(); i++) {
      ByAge age = ages.get(i);
      double y = 26 + ROW * i;
      double length = most == 0 ? 0 : BARS_WIDTH * age.stats().lateShare() / most;
      String departed = Numbers.count(age.stats().departed());
      svg.text("label", BARS - 12, y + 16, Anchor.END, age.age() + " years");
      svg.rect(
          "late",
          BARS,
          y + 3,
          length,
          ROW - 12,
          age.age() + " years: " + Numbers.count(age.stats().late()) + " of " + departed + " late");
      svg.text(
          "strong",
          BARS + length + 8,
          y + 16,
          Anchor.START,
          Numbers.percent(age.stats().lateShare()));
      svg.text("label", WIDTH, y + 16, Anchor.END, departed);
    }
    return svg.close();
  }
}
