package io.remotestore.http;

import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens the driver under test from its options, as a configuration would. */
final class HttpDrivers {
  private HttpDrivers() {}

  /** Tries three times, at once. */
  static final RetryPolicy THRICE = RetryPolicy.disabled().withMaxAttempts(3);

  /** Opens a driver with its defaults. */
  static Driver open(String baseUrl) throws IOException {
    return open(Map.of("base_url", baseUrl), DriverContext.system().withEnvironment(name -> null));
  }

  /** Opens a driver. */
  static Driver open(Map<String, ?> options, DriverContext context) throws IOException {
    HttpDriverFactory factory = new HttpDriverFactory();
    return factory.open(factory.schema().read(GivenOptions.of(options)).orThrow(), context);
  }

  /** Opens a store that tries once, so that tests see each reply. */
  static Store store(String baseUrl, Object... more) throws IOException {
    return store(RetryPolicy.disabled(), baseUrl, more);
  }

  /** Opens a store that tries as often as {@code retry} says, without ever waiting. */
  static Store store(RetryPolicy retry, String baseUrl, Object... more) throws IOException {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("base_url", baseUrl);
    for (int i = 0; i < more.length; i += 2) {
      options.put((String) more[i], more[i + 1]);
    }
    Driver driver = open(options, DriverContext.system().withEnvironment(name -> null));
    return Stores.over(
        driver, StoreOptions.builder().name("web").retry(retry).sleeper(time -> {}).build());
  }
}
