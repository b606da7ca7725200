package io.remotestore.examples;

import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Opens {@code type = "zip"} and {@code zip:} URLs. */
public final class ZipDriverFactory implements DriverFactory {
  private static final Option<Path> FILE =
      Option.path("file", "The archive; made with the first write").required();

  /** For the service loader. */
  public ZipDriverFactory() {}

  @Override
  public String type() {
    return "zip";
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(FILE);
  }

  @Override
  public Driver open(OptionValues values) throws IOException {
    return ZipDriver.open(values.value(FILE));
  }

  @Override
  public Set<String> schemes() {
    return Set.of("zip");
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    return new UrlTarget(Map.of(FILE.name(), url.path()), "");
  }
}
