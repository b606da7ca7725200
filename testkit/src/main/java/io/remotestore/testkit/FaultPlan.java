package io.remotestore.testkit;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Says what goes wrong with which exchange. Asked once for each, by several threads at once. */
@FunctionalInterface
public interface FaultPlan {

  /** Returns what goes wrong with an exchange. */
  WireFault faultFor(Exchange exchange);

  /** Returns the plan in which nothing goes wrong. */
  static FaultPlan none() {
    return exchange -> WireFault.none();
  }

  /** Returns the plan that spoils the first exchanges, one fault for each, and no other. */
  static FaultPlan script(WireFault... faults) {
    Iterator<WireFault> left = List.of(faults).iterator();
    return exchange -> {
      synchronized (left) {
        return left.hasNext() ? left.next() : WireFault.none();
      }
    };
  }

  /** Returns the plan that spoils every {@code n}-th exchange. */
  static FaultPlan every(int n, WireFault fault) {
    return every(n, exchange -> true, fault);
  }

  /** Returns the plan that spoils every {@code n}-th of the exchanges that {@code which} takes. */
  static FaultPlan every(int n, Predicate<Exchange> which, WireFault fault) {
    if (n < 1) {
      throw new IllegalArgumentException("n is less than 1: " + n);
    }
    AtomicInteger count = new AtomicInteger();
    return exchange ->
        which.test(exchange) && count.incrementAndGet() % n == 0 ? fault : WireFault.none();
  }

  /**
   * Returns the plan that spoils one exchange in {@code n} with one of {@code faults}, as the seed
   * has it, and never two running.
   */
  static FaultPlan random(long seed, int n, WireFault... faults) {
    if (n < 1 || faults.length == 0) {
      throw new IllegalArgumentException("one in " + n + " of " + faults.length + " faults");
    }
    List<WireFault> choice = List.of(faults);
    Random random = new Random(seed);
    boolean[] spoilt = {false};
    return exchange -> {
      synchronized (random) {
        spoilt[0] = !spoilt[0] && random.nextInt(n) == 0;
        return spoilt[0] ? choice.get(random.nextInt(choice.size())) : WireFault.none();
      }
    };
  }

  /** Returns the plan that asks {@code other} where this one leaves an exchange alone. */
  default FaultPlan or(FaultPlan other) {
    return exchange -> {
      WireFault fault = faultFor(exchange);
      return fault.kind() == WireFault.Kind.NONE ? other.faultFor(exchange) : fault;
    };
  }
}
