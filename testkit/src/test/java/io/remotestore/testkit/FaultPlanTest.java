package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultPlanTest {
  private static final WireFault FAULT = WireFault.refused();

  /** Returns which of the first exchanges a plan spoils; every third of them is a PUT. */
  private static List<Integer> spoilt(FaultPlan plan, int exchanges) {
    List<Integer> spoilt = new ArrayList<>();
    for (int i = 1; i <= exchanges; i++) {
      Exchange exchange = new Exchange(i, 1, i, i % 3 == 0 ? "PUT" : "GET", "/" + i);
      if (plan.faultFor(exchange).kind() != WireFault.Kind.NONE) {
        spoilt.add(i);
      }
    }
    return spoilt;
  }

  @Test
  void noneSpoilsNothing() {
    assertThat(spoilt(FaultPlan.none(), 10)).isEmpty();
  }

  @Test
  void aScriptGoesInOrder() {
    FaultPlan plan = FaultPlan.script(FAULT, WireFault.none(), FAULT);
    assertThat(spoilt(plan, 10)).containsExactly(1, 3);
  }

  @Test
  void everySoManieth() {
    assertThat(spoilt(FaultPlan.every(4, FAULT), 10)).containsExactly(4, 8);
    assertThat(spoilt(FaultPlan.every(2, Exchange::isChange, FAULT), 13)).containsExactly(6, 12);
    assertThatThrownBy(() -> FaultPlan.every(0, FAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n is less than 1: 0");
  }

  @Test
  void aSeedGivesTheSameFaultsEachTime() {
    List<Integer> spoilt = spoilt(FaultPlan.random(42, 10, FAULT), 1_000);
    assertThat(spoilt).isEqualTo(spoilt(FaultPlan.random(42, 10, FAULT), 1_000));
    assertThat(spoilt).isNotEqualTo(spoilt(FaultPlan.random(43, 10, FAULT), 1_000));
    assertThat(spoilt).hasSizeBetween(60, 140);
    for (int i = 1; i < spoilt.size(); i++) {
      assertThat(spoilt.get(i) - spoilt.get(i - 1)).as("never two running").isGreaterThan(1);
    }
    assertThatThrownBy(() -> FaultPlan.random(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one in 1 of 0 faults");
  }

  @Test
  void plansCanBeJoined() {
    FaultPlan plan = FaultPlan.every(4, FAULT).or(FaultPlan.every(3, WireFault.replySwallowed()));
    assertThat(spoilt(plan, 8)).as("4, 8, and the third and sixth of the rest").hasSize(4);
  }

  @Test
  void onlyWhatChangesSomethingIsAChange() {
    for (String method : List.of("GET", "HEAD", "OPTIONS", "")) {
      assertThat(new Exchange(1, 1, 1, method, "/").isChange()).as(method).isFalse();
    }
    for (String method : List.of("PUT", "POST", "DELETE", "PATCH")) {
      assertThat(new Exchange(1, 1, 1, method, "/").isChange()).as(method).isTrue();
    }
  }

  @Test
  void amountsAreChecked() {
    assertThatThrownBy(() -> WireFault.replyClosedAfter(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative: -1");
    assertThatThrownBy(() -> WireFault.throttled(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytesPerSecond is less than 1: 0");
  }
}
