package io.remotestore.kernel;

import io.remotestore.CapabilitySet;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Address;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Features;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a store and its children share: the driver, what it can do, threads, the retry budget. */
final class Engine {

  /** The owner, which closes the driver. */
  enum Ownership {
    /** The store. */
    OWNED,
    /** Another owner. */
    SHARED
  }

  /** The original driver: identifies the backend that two stores share. */
  final Driver opened;

  /** The driver for all primitives; its waits end with their call. */
  final Driver driver;

  final Features features;
  final Address address;
  final StoreOptions options;
  final CapabilitySet capabilities;
  final Threads threads;
  final Cleanups cleanups;
  final Attempts attempts;
  final Leaks leaks;
  final IgnoredRanges ignoredRanges;
  final Probes probes;
  final Reads reads;
  final Writes writes;
  final Listings listings;
  final Infos infos;
  final Deletes deletes;
  final Copies copies;
  final Moves moves;
  final Folders folders;

  private final Ownership ownership;
  private final AtomicBoolean closed = new AtomicBoolean();

  Engine(Driver driver, Ownership ownership, StoreOptions options) {
    this.opened = driver;
    this.ownership = ownership;
    this.options = options;
    this.features = driver.features();
    this.address = driver.address();
    this.capabilities = Gates.capabilities(features);
    this.threads = new Threads(options);
    this.driver = features.interruptible() ? driver : new PromptDriver(driver, threads);
    this.cleanups = new Cleanups(threads);
    this.attempts = new Attempts(this);
    this.leaks = new Leaks(options.leakDetection());
    this.ignoredRanges = IgnoredRanges.of(driver, options.nanoClock());
    this.probes = new Probes(this);
    this.reads = new Reads(this);
    this.writes = new Writes(this);
    this.listings = new Listings(this);
    this.infos = new Infos(this);
    this.deletes = new Deletes(this);
    this.copies = new Copies(this);
    this.moves = new Moves(this);
    this.folders = new Folders(this);
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Closes the threads, and the driver where it is owned; once. */
  void close() throws IOException {
    cleanups.awaitAll();
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (ownership == Ownership.OWNED) {
        driver.close();
      }
    } finally {
      threads.close();
    }
  }
}
