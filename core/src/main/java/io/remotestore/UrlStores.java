package io.remotestore;

import io.remotestore.kernel.Kernel;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.KernelSettings;
import io.remotestore.settings.Opening;
import io.remotestore.settings.Quoted;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Opens stores from URLs. */
final class UrlStores {
  private UrlStores() {}

  /** Opens the folder that a URL leads to. */
  static Store open(String text, StoreOptions options, DriverFactories factories) {
    return parsed(
        text,
        url -> {
          UrlTarget target = locate(url, factories);
          return open(url, target, rootKey(target), options, factories);
        });
  }

  /** Opens all that the backend holds where a URL leads, and says where in it that is. */
  static StoreLocation locate(String text, StoreOptions options, DriverFactories factories) {
    return parsed(
        text,
        url -> {
          UrlTarget target = locate(url, factories);
          String path = rootKey(target);
          return new StoreLocation(open(url, target, "", options, factories), path);
        });
  }

  private static <T> T parsed(String text, Function<StoreUrl, T> action) {
    try {
      return action.apply(StoreUrl.parse(text));
    } catch (ConfigException e) {
      String shown = Quoted.of(StoreUrl.shown(text));
      ConfigException named =
          new ConfigException(
              e.problems().stream().map(problem -> shown + ": " + problem).toList());
      named.addSuppressed(e);
      throw named;
    }
  }

  private static UrlTarget locate(StoreUrl url, DriverFactories factories) {
    return factory(url, factories).locate(url);
  }

  private static DriverFactory factory(StoreUrl url, DriverFactories factories) {
    DriverFactory factory = factories.ofScheme(url.scheme());
    if (factory == null) {
      throw new ConfigException(List.of(factories.whyNoScheme(url.scheme())));
    }
    return factory;
  }

  private static Store open(
      StoreUrl url,
      UrlTarget target,
      String rootKey,
      StoreOptions options,
      DriverFactories factories) {
    DriverFactory factory = factory(url, factories);
    OptionValues values = values(url, target, factory);
    Driver driver = Opening.driver(factory, factory.type(), values, options);
    try {
      return Kernel.over(driver, rootKey, KernelSettings.apply(values, options));
    } catch (RuntimeException | Error e) {
      close(driver, e);
      throw e;
    }
  }

  private static OptionValues values(StoreUrl url, UrlTarget target, DriverFactory factory) {
    Map<String, Object> all = new LinkedHashMap<>(target.options());
    List<String> twice = new ArrayList<>();
    url.parameters()
        .forEach(
            (name, value) -> {
              if (all.putIfAbsent(name, value) != null) {
                twice.add(name + ": the URL says it already, before its parameters");
              }
            });
    if (!twice.isEmpty()) {
      throw new ConfigException(twice);
    }
    return factory.schema().and(KernelSettings.SCHEMA).read(GivenOptions.of(all)).orThrow();
  }

  private static String rootKey(UrlTarget target) {
    try {
      return RemotePath.normalize(target.rootPath());
    } catch (InvalidPathException e) {
      throw new ConfigException(List.of(e.problem()));
    }
  }

  private static void close(Driver driver, Throwable because) {
    try {
      driver.close();
    } catch (IOException | RuntimeException e) {
      because.addSuppressed(e);
    }
  }
}
