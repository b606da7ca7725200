package io.remotestore.examples;

import io.remotestore.NotFoundException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;

/** A service that is given a store, and its test, which gives it one in memory. */
public final class MemoryForTests {
  private MemoryForTests() {}

  /** Runs the tests; no argument. */
  public static void main(String[] args) {
    countsVisits();
    startsWithNone();
    sharesAStoreByName();
  }

  /** Code for production: it asks for a store, and neither knows nor opens one. */
  static final class Visits {
    private final Store store;

    Visits(Store store) {
      this.store = store;
    }

    int of(String page) {
      try {
        return Integer.parseInt(store.readText(page + ".count"));
      } catch (NotFoundException e) {
        return 0;
      }
    }

    void add(String page) {
      store.writeText(page + ".count", String.valueOf(of(page) + 1), WriteOptions.overwrite());
    }
  }

  /** Each test has a fresh store: no server, no folder to clean, nothing to mock. */
  private static void countsVisits() {
    try (Store store = Stores.memory()) {
      Visits visits = new Visits(store);
      visits.add("home");
      visits.add("home");
      check("countsVisits", visits.of("home") == 2);
    }
  }

  /** The memory store keeps the contract of the others, so what a test sees, production sees. */
  private static void startsWithNone() {
    try (Store store = Stores.memory()) {
      check("startsWithNone", new Visits(store).of("home") == 0);
    }
  }

  /** For code that opens its store by a URL: one store for each name in this process. */
  private static void sharesAStoreByName() {
    String url = "memory:test-" + System.nanoTime();
    try (Store mine = Stores.open(url)) {
      new Visits(mine).add("home");
    }
    try (Store again = Stores.open(url)) {
      check("sharesAStoreByName", new Visits(again).of("home") == 1);
    }
  }

  private static void check(String test, boolean ok) {
    System.out.println(test + ": " + (ok ? "passed" : "failed"));
  }
}
