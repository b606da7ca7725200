package io.remotestore.examples;

import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import java.time.Clock;

// region factory
/** Opens {@code type = "map"}. */
public final class MapDriverFactory implements DriverFactory {
  private static final Option<Long> MAX_FILE =
      Option.byteSize("max_file", "The largest file")
          .where(size -> size > 0 && size <= 1 << 30, "1 byte to 1 GiB")
          .withDefault(64L << 20);

  /** For the service loader. */
  public MapDriverFactory() {}

  @Override
  public String type() {
    return "map";
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(MAX_FILE);
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) {
    return new MapDriver(values.value(MAX_FILE), Clock.systemUTC());
  }
}
// endregion
