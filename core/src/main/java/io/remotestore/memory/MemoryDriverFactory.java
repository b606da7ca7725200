package io.remotestore.memory;

import io.remotestore.ConfigException;
import io.remotestore.memory.MemoryOptions.Versions;
import io.remotestore.settings.Quoted;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Opens {@code type = "memory"} and {@code memory:} URLs.
 *
 * <p>{@code memory:} is a new store of its own. {@code memory:x} is the one store of that name in
 * this process; its files stay until the process ends, even if the store is closed. {@code
 * memory:x/folder} is a folder of it. {@code memory://x/folder} is the same.
 */
public final class MemoryDriverFactory implements DriverFactory {
  private static final Option<String> NAME =
      Option.text("name", "The name under which this process shares the files; private without")
          .where(name -> !name.isBlank(), "a name")
          .javaOnly();

  private static final Option<Versions> VERSIONS =
      Option.choice("versions", Versions.class, "Whether earlier states of files are kept")
          .withDefault(Versions.OFF)
          .javaOnly();

  private record Shared(Driver driver, MemoryOptions options) {}

  /** Closing a memory driver leaves its files, so that one driver can serve any number of users. */
  private static final ConcurrentMap<String, Shared> SHARED = new ConcurrentHashMap<>();

  /** For the service loader. */
  public MemoryDriverFactory() {}

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(NAME, VERSIONS);
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    if (url.user() != null || url.port() >= 0) {
      throw new ConfigException(List.of("a memory: URL has neither user nor port"));
    }
    String text = url.host() + url.path();
    int slash = text.indexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    String rootPath = slash < 0 ? "" : text.substring(slash + 1);
    return new UrlTarget(name.isEmpty() ? Map.of() : Map.of(NAME.name(), name), rootPath);
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) {
    MemoryOptions options = new MemoryOptions(values.value(VERSIONS));
    String name = values.find(NAME);
    if (name == null) {
      return MemoryDriver.create(options, Clock.systemUTC());
    }
    Shared shared =
        SHARED.computeIfAbsent(
            name, any -> new Shared(MemoryDriver.create(options, Clock.systemUTC()), options));
    if (!shared.options.equals(options)) {
      throw new ConfigException(
          List.of(
              "versions: the memory store "
                  + Quoted.of(name)
                  + " was made with another value in this process"));
    }
    return shared.driver;
  }
}
