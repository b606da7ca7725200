package io.remotestore.examples;

import io.remotestore.Capability;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import java.time.Duration;
import java.util.Map;

/** What a program does at its start, and a readiness probe now and then. */
public final class HealthCheck {
  private HealthCheck() {}

  /** Works in memory; no argument. */
  public static void main(String[] args) {
    Map<String, Object> config =
        Map.of(
            "backends", Map.of("main", Map.of("type", "memory")),
            "stores", Map.of("orders", Map.of("backend", "main", "root_path", "orders")));
    // Types and options are checked here; nothing is opened yet.
    try (Registry registry = Registry.of(RegistryConfig.fromMap(config))) {
      for (String name : registry.storeNames()) {
        Store store = registry.store(name);
        System.out.println(name + ": " + health(store));
        requireAll(store, Capability.ATOMIC_WRITE, Capability.CREATE_IF_ABSENT);
      }
    }
    FlakyDriver driver = new FlakyDriver();
    StoreOptions once = StoreOptions.builder().retry(RetryPolicy.disabled()).build();
    try (Store store = Stores.over(driver, once)) {
      driver.failNext(1);
      System.out.println("flaky: " + health(store));
    }
  }

  /** One cheap request, under a limit of its own: a probe that hangs is no probe. */
  static String health(Store store) {
    try {
      store.withDeadline(Duration.ofMillis(500)).ping();
      return "up (" + store.identity().backend() + ")";
    } catch (RemoteStoreException e) {
      return "down: " + e.problem();
    }
  }

  /** Rather at the start than at the first order. */
  private static void requireAll(Store store, Capability... needed) {
    for (Capability capability : needed) {
      if (!store.supports(capability)) {
        throw new IllegalStateException(
            "no " + capability + ": " + store.capabilities().whyNot(capability));
      }
      System.out.println("has " + capability);
    }
  }
}
