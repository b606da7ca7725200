package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static Answers answers(List<Flight> flights) {
    return new Analysis(flights, List.of(), List.of(), List.of(new Airline("UA", "United <&> Co.")))
        .answers();
  }

  @Test
  void aMonthWithoutTroubleIsTold() {
    List<Flight> flights = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      flights.add(DelayStatsTest.flight(0));
    }
    Findings findings = new Findings(answers(flights));

    assertThat(findings.headline()).isEqualTo("0% of flights left late. Every flight left");
    assertThat(findings.days()).isEqualTo("Every flight left");
    assertThat(findings.standfirst()).contains("The typical one was off on time.");
    assertThat(findings.weather()).isEqualTo("Late and cancelled flights by weather");
    assertThat(findings.hours()).isEqualTo("Late departures through the day");
    assertThat(findings.carriers()).isEqualTo("Late departures by carrier");
  }

  @Test
  void namesAreEscapedInThePage() {
    String html = new Report(answers(List.of(DelayStatsTest.flight(20)))).html();

    assertThat(html).contains("United &lt;&amp;&gt;").doesNotContain("United <&>");
  }

  @Test
  void withoutFlightsThereIsNothingToReport() {
    assertThatThrownBy(() -> new Report(answers(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is nothing to report on: no flights");
  }
}
