package io.remotestore.testkit;

import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Driver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** A store over a driver that fails as told, whose waits take no time and are written down. */
abstract class FaultTest {
  static final RetryPolicy THREE_TIMES =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ZERO, null);

  final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final List<Store> open = new ArrayList<>();

  final StoreOptions options =
      StoreOptions.builder()
          .name("faulty")
          .retry(THREE_TIMES)
          .partSize(FlatDriver.MIN_PART)
          .sleeper(waits::add)
          .build();

  FaultyDriver memory() {
    return new FaultyDriver(MemoryDriver.create());
  }

  Store over(Driver driver) {
    return over(driver, options);
  }

  Store over(Driver driver, StoreOptions storeOptions) {
    Store store = Stores.over(driver, storeOptions);
    open.add(store);
    return store;
  }

  @AfterEach
  void closeStores() {
    open.forEach(Store::close);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
