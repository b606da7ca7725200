package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many lookups there are for those who ask. */
final class LookupsTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(1);
  private final Lookups lookups =
      new Lookups(
          TransportOptions.builder()
              .nanoClock(now::get)
              .connectTimeout(Duration.ofSeconds(10))
              .resolver(
                  host -> {
                    asked.add(host);
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                  })
              .build(),
          tasks::add);

  @Test
  void allWhoAskForANameAtOnceShareItsLookup() {
    Lookups.Lookup first = lookups.lookup("a.test");
    assertThat(lookups.lookup("a.test")).isSameAs(first);
    assertThat(lookups.lookup("b.test")).isNotSameAs(first);
    assertThat(tasks).hasSize(2);
    tasks.remove().run();
    assertThat(lookups.lookup("a.test")).as("after its end").isNotSameAs(first);
    tasks.forEach(Runnable::run);
    assertThat(asked).containsExactly("a.test", "b.test", "a.test");
  }

  @Test
  void aLookupThatIsStuckIsTriedAgain() {
    Lookups.Lookup first = lookups.lookup("a.test");
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(lookups.lookup("a.test")).isSameAs(first);
    now.addAndGet(1);
    Lookups.Lookup second = lookups.lookup("a.test");
    assertThat(second).isNotSameAs(first);
    tasks.remove().run();
    assertThat(lookups.lookup("a.test")).as("the late end of the first").isSameAs(second);
  }

  @Test
  void anAddressIsNotLookedUp() throws IOException {
    assertThat(lookups.addresses("::1", 1, new TestCall())).hasSize(1);
    assertThat(lookups.addresses("127.0.0.1", 1, new TestCall())).hasSize(1);
    assertThat(tasks).isEmpty();
  }
}
