package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

final class KnownDifferencesTest {
  private final KnownDifferences known =
      KnownDifferences.none()
          .fails("Lists.absence", "it lists by chance")
          .failsByChance("Races.countersEndExact", "wrong", "it looks before it leaps");

  private final AtomicInteger runs = new AtomicInteger();

  @SuppressWarnings("NullAway") // there is no other Void
  private final Invocation<@Nullable Void> passing =
      () -> {
        runs.incrementAndGet();
        return null;
      };

  private final Invocation<@Nullable Void> failing =
      () -> {
        runs.incrementAndGet();
        throw new AssertionError("wrong");
      };

  @Test
  void othersAreLeftAlone() throws Throwable {
    known.run("Lists.other", passing);
    assertThatThrownBy(() -> known.run("Lists.other", failing))
        .isInstanceOf(AssertionError.class)
        .hasMessage("wrong");
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatIsKnownToFailHasTo() throws Throwable {
    known.run("Lists.absence", failing);
    assertThatThrownBy(() -> known.run("Lists.absence", passing))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Lists.absence passes, although it was known to fail: it lists by chance");
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatFailsByChanceMayPass() throws Throwable {
    known.run("Races.countersEndExact", failing);
    known.run("Races.countersEndExact", passing);
    assertThat(runs).hasValue(2);
    assertThatThrownBy(
            () ->
                known.run(
                    "Races.countersEndExact",
                    () -> {
                      throw new AssertionError("otherwise");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("otherwise");
  }

  @Test
  void thereMayBeMoreThanOneWayToFail() throws Throwable {
    KnownDifferences two =
        KnownDifferences.none()
            .failsByChance("Races.countersEndExact", "unknown", "replies are lost")
            .failsByChance("Races.countersEndExact", "wrong", "it looks before it leaps");
    two.run("Races.countersEndExact", failing);
    two.run("Races.countersEndExact", passing);
    assertThat(runs).hasValue(2);
  }

  @Test
  void everyNameIsThatOfATest() {
    KnownDifferences.none()
        .fails("Deletes.absence", "its name is inherited")
        .check(MemoryContractTest.class);
    assertThatThrownBy(
            () ->
                KnownDifferences.none()
                    .fails("Deletes.absense", "its name is not")
                    .check(MemoryContractTest.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is a test Deletes.absense");
  }

  @Test
  void aReasonIsGiven() {
    assertThatThrownBy(() -> KnownDifferences.none().fails("Lists.absence", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no reason why Lists.absence fails");
  }
}
