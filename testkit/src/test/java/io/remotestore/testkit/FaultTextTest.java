package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as texts. */
final class FaultTextTest {

  @ParameterizedTest
  @CsvSource({
    "none, NONE, CLOSE, 0, PT0S, false",
    "refused, REFUSED, RESET, 0, PT0S, false",
    "request-reset=7, REQUEST_CUT, RESET, 7, PT0S, false",
    "request-closed=7, REQUEST_CUT, CLOSE, 7, PT0S, false",
    "reply-reset=0, REPLY_CUT, RESET, 0, PT0S, false",
    "reply-closed=7, REPLY_CUT, CLOSE, 7, PT0S, false",
    "body-reset=7, BODY_CUT, RESET, 7, PT0S, true",
    "body-closed=5000000000, BODY_CUT, CLOSE, 5000000000, PT0S, true",
    "reply-swallowed, REPLY_SWALLOWED, RESET, 0, PT0S, true",
    "status=503, STATUS, CLOSE, 503, PT0S, true",
    "status=429/2, STATUS, CLOSE, 429, PT2S, true",
    "delayed=1500, DELAYED, CLOSE, 0, PT1.5S, false",
    "throttled=1000, THROTTLED, CLOSE, 1000, PT0S, false"
  })
  void eachFaultHasAName(
      String text, String kind, String end, long amount, String time, boolean needsHttp) {
    WireFault fault = FaultText.fault(text);
    assertThat(fault.kind()).isEqualTo(WireFault.Kind.valueOf(kind));
    assertThat(fault.end()).isEqualTo(WireFault.End.valueOf(end));
    assertThat(fault.amount()).isEqualTo(amount);
    assertThat(fault.time()).hasToString(time);
    assertThat(FaultText.parse("every:2:" + text).needsHttp()).isEqualTo(needsHttp);
  }

  /** Returns what a plan does to the first exchanges; every third of them is a PUT. */
  private static List<String> faults(String text, int exchanges) {
    FaultPlan plan = FaultText.parse(text).plan();
    List<String> faults = new ArrayList<>();
    for (int i = 1; i <= exchanges; i++) {
      WireFault fault = plan.faultFor(new Exchange(i, 1, i, i % 3 == 0 ? "PUT" : "GET", "/"));
      if (fault.kind() != WireFault.Kind.NONE) {
        faults.add(i + " " + fault.kind());
      }
    }
    return faults;
  }

  @Test
  void eachPlanSpoilsWhatItSays() {
    assertThat(faults("", 10)).isEmpty();
    assertThat(faults("first:refused,none,status=500", 10))
        .containsExactly("1 REFUSED", "3 STATUS");
    assertThat(faults("every:4:refused", 10)).containsExactly("4 REFUSED", "8 REFUSED");
    assertThat(faults("changes:2:reply-swallowed", 12))
        .containsExactly("6 REPLY_SWALLOWED", "12 REPLY_SWALLOWED");
    assertThat(faults("random:42:5:refused,delayed=1", 200))
        .isEqualTo(faults("random:42:5:refused,delayed=1", 200))
        .isNotEqualTo(faults("random:43:5:refused,delayed=1", 200))
        .hasSizeBetween(15, 60);
    assertThat(faults("every:5:refused+every:4:throttled=1", 10))
        .as("what the first spoils, the second does not count")
        .containsExactly("4 THROTTLED", "5 REFUSED", "9 THROTTLED", "10 REFUSED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "refused | 'refused' is none of first:FAULTS",
        "every:2 | 'every:2' is none of",
        "every:2:refused:3 | 'every:2:refused:3' is none of",
        "every:2:refused+ | '' is none of",
        "every:2:refuse | 'refuse' is no fault",
        "every:2:refused=3 | 'refused=3' is no fault",
        "every:2:reply-reset | 'reply-reset' is no fault",
        "first:refused,,refused | '' is no fault",
        "every:0:refused | '0' is not a number from 1 on",
        "every:x:refused | 'x' is not a number",
        "every:2:delayed= | '' is not a number",
        "every:2:reply-reset=-1 | '-1' is not a number",
        "every:2:status=99 | 99 is not the status of a reply",
        "every:2:throttled=0 | bytesPerSecond is less than 1: 0"
      })
  void whatIsWrongIsTold(String text, String problem) {
    assertThatThrownBy(() -> FaultText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"every:99999999999:refused", "every:2:status=99999999999"})
  void whatIsTooLargeIsToldToo(String text) {
    assertThatThrownBy(() -> FaultText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'99999999999' is not a number from 1 on");
  }
}
