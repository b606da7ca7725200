package io.remotestore.s3;

import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Opens {@code type = "s3-pyarrow"} and {@code type = "s3-arrow"}, which use Arrow in the Python
 * library. Here they are the same as {@code type = "s3"}, and a line in the log says so.
 */
public final class S3ArrowDriverFactory implements DriverFactory {
  private static final System.Logger LOG = System.getLogger("io.remotestore.s3");

  /** For the service loader. */
  public S3ArrowDriverFactory() {}

  @Override
  public String type() {
    return "s3-pyarrow";
  }

  @Override
  public Set<String> types() {
    return Set.of("s3-pyarrow", "s3-arrow");
  }

  @Override
  public OptionSchema schema() {
    return S3Settings.SCHEMA;
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) throws IOException {
    LOG.log(Level.INFO, "The backend s3-pyarrow is s3 here: no byte goes through Arrow");
    return S3DriverFactory.open(values, context, type());
  }
}
