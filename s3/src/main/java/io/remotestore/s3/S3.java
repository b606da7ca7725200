package io.remotestore.s3;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ConfigException;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionValues;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Opens buckets from code, without a configuration.
 *
 * <pre>{@code
 * try (Store store = S3.bucket("data").region("eu-west-1").open()) {
 *   store.writeText("hello.txt", "hello");
 * }
 * }</pre>
 *
 * <p>Missing settings come from the sources of the tools of AWS: credentials, region and endpoint
 * from the environment, the profile files and the services of container and instance. Immutable:
 * each method returns a new instance.
 */
public final class S3 {
  private final Map<String, Object> options;

  private S3(Map<String, Object> options) {
    this.options = options;
  }

  /** Starts the settings of a bucket. */
  public static S3 bucket(String name) {
    return new S3(Map.of()).option(S3Settings.BUCKET.name(), name);
  }

  /** Sets the region that requests are signed for. */
  public S3 region(String value) {
    return option(S3Settings.REGION.name(), value);
  }

  /** Sets the server if it is not S3 itself, as {@code https://host:port}. */
  public S3 endpoint(String url) {
    return option(S3Settings.ENDPOINT.name(), url);
  }

  /** Sets the provider of the credentials that sign requests. */
  public S3 credentials(CredentialsProvider provider) {
    return option(S3Settings.CREDENTIALS.name(), provider);
  }

  /** Sets the credentials that sign requests. */
  public S3 credentials(AwsCredentials fixed) {
    Objects.requireNonNull(fixed);
    return credentials(() -> fixed);
  }

  /** Sets any option of {@code type = "s3"} by its name in configurations. */
  public S3 option(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    all.put(name, Objects.requireNonNull(value, name));
    return new S3(all);
  }

  /** Opens the bucket with {@link StoreOptions#defaults()}. */
  public Store open() {
    return open(StoreOptions.defaults());
  }

  /**
   * Opens the bucket. No request is sent. Closing the store closes everything that this call made;
   * it does not close a {@link CredentialsProvider} that you passed.
   *
   * @throws ConfigException if options are wrong; it lists all of them
   */
  public Store open(StoreOptions with) {
    OptionValues values = S3Settings.SCHEMA.read(GivenOptions.of(options)).orThrow();
    DriverContext context =
        DriverContext.system().withClock(with.clock()).withNanoClock(with.nanoClock());
    return Stores.over(open(values, context), with);
  }

  private static Driver open(OptionValues values, DriverContext context) {
    try {
      return new S3DriverFactory().open(values, context);
    } catch (IOException e) {
      throw new BackendUnavailableException(
          ErrorDetails.of("The bucket could not be opened: " + CredentialsFailures.reason(e))
              .operation(Operation.CONFIGURE)
              .backend("s3")
              .build(),
          e);
    }
  }

  /** Shows only the names of the options: values may be secret. */
  @Override
  public String toString() {
    return "S3" + options.keySet();
  }
}
