package io.remotestore.local;

import io.remotestore.ConfigException;
import io.remotestore.local.LocalOptions.Confine;
import io.remotestore.local.LocalOptions.Durability;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens {@code type = "local"} and {@code file:} URLs.
 *
 * <p>{@code file:///data/x} is the folder {@code /data/x}, {@code file:///C:/x} the folder {@code
 * C:\x}; {@code file:x} is relative to the working directory. A host other than {@code localhost}
 * is refused.
 */
public final class LocalDriverFactory implements DriverFactory {
  private static final Option<Path> ROOT =
      Option.path("root", "The folder that holds everything; made if it is missing")
          .alias("base_path")
          .required();

  private static final Option<Confine> CONFINE =
      Option.choice("confine", Confine.class, "How links that lead out of the root are kept out")
          .withDefault(Confine.STANDARD)
          .javaOnly();

  private static final Option<Durability> DURABILITY =
      Option.choice(
              "durability",
              Durability.class,
              "How far a write has come when it returns: the system (none) or the device (fsync)")
          .withDefault(Durability.NONE)
          .javaOnly();

  /** For the service loader. */
  public LocalDriverFactory() {}

  @Override
  public String type() {
    return "local";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(ROOT, CONFINE, DURABILITY);
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    boolean here = url.host().isEmpty() || url.host().equalsIgnoreCase("localhost");
    if (!here || url.user() != null || url.port() >= 0) {
      throw new ConfigException(
          List.of(
              "a file: URL has no host; write file:///folder, or file:folder for a relative one"));
    }
    String path = url.path();
    if (path.isEmpty()) {
      throw new ConfigException(List.of("the URL names no folder; write file:///folder"));
    }
    boolean drive = path.matches("/[a-zA-Z]:(/.*)?");
    return new UrlTarget(Map.of(ROOT.name(), drive ? path.substring(1) : path), "");
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) throws IOException {
    return LocalDriver.open(
        LocalOptions.of(values.value(ROOT))
            .withConfine(values.value(CONFINE))
            .withDurability(values.value(DURABILITY)));
  }
}
