package io.remotestore.examples;

import io.remotestore.BackendUnavailableException;
import io.remotestore.DeadlineExceededException;
import io.remotestore.OperationEvent;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreListener;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import java.time.Duration;

/** When a store tries again, who is told, and how to set a limit to it. */
public final class Retries {
  /** Tries up to five times, and waits 10, 20, 40 and 50 ms in between. */
  private static final RetryPolicy POLICY =
      RetryPolicy.standard()
          .withMaxAttempts(5)
          .withBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
          .withJitter(Duration.ZERO);

  private Retries() {}

  /** Reads over a driver that fails as often as it is told; no argument. */
  public static void main(String[] args) {
    run(StoreOptions.builder());
  }

  /** Tests hand in clocks of their own, and wait for nothing. */
  static void run(StoreOptions.Builder options) {
    FlakyDriver driver = new FlakyDriver();
    options.name("flaky").retry(POLICY);
    try (Store store = Stores.over(driver, options.build()).withListener(new Attempts())) {
      passes(store, driver);
      givesUp(store, driver);
      keepsToADeadline(store, driver);
    }
    fromConfiguration();
  }

  /** Is told of every attempt that failed and is followed by another one. */
  private static final class Attempts implements StoreListener {
    @Override
    public void retrying(OperationEvent event, RemoteStoreException failure) {
      System.out.println(
          "  " + event.operation() + ", attempt " + event.attempts() + ": " + failure.problem());
    }
  }

  private static void passes(Store store, FlakyDriver driver) {
    driver.failNext(2);
    System.out.println("read in the end: " + store.readText("a.txt"));
  }

  private static void givesUp(Store store, FlakyDriver driver) {
    driver.failNext(5);
    try {
      store.readText("a.txt");
    } catch (BackendUnavailableException e) {
      System.out.println("gave up: " + e.problem() + "; may help later: " + e.retryHelps());
    }
  }

  /** A deadline goes before the policy, and holds for what a call returns too. */
  private static void keepsToADeadline(Store store, FlakyDriver driver) {
    driver.failNext(5);
    try {
      store.withDeadline(Duration.ofMillis(25)).readText("a.txt");
    } catch (DeadlineExceededException e) {
      System.out.println("stopped: " + e.problem());
    }
    driver.failNext(0);
  }

  /** For one store without any retry; in a file it is the table [backends.x.retry]. */
  private static void fromConfiguration() {
    StoreOptions once = StoreOptions.builder().retry(RetryPolicy.disabled()).build();
    try (Store store = Stores.open("memory:", once)) {
      System.out.println("without retry: " + store.exists("b.txt"));
    }
  }
}
