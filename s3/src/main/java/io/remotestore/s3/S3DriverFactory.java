package io.remotestore.s3;

import io.remotestore.ConfigException;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens {@code type = "s3"} and {@code s3://bucket/folder} URLs.
 *
 * <p>Settings that the options leave out come from the sources of the tools of AWS: keys, region
 * and endpoint from the environment and the profile files.
 */
public final class S3DriverFactory implements DriverFactory {

  /** For the service loader. */
  public S3DriverFactory() {}

  @Override
  public String type() {
    return "s3";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("s3", "s3a", "s3n");
  }

  @Override
  public OptionSchema schema() {
    return S3Settings.SCHEMA;
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    if (url.host().isEmpty() || url.user() != null || url.port() >= 0) {
      throw new ConfigException(List.of("an s3: URL is s3://bucket/folder"));
    }
    String path = url.path();
    return new UrlTarget(
        Map.of(S3Settings.BUCKET.name(), url.host()),
        path.startsWith("/") ? path.substring(1) : path);
  }

  @Override
  public Driver open(OptionValues given, DriverContext context) throws IOException {
    return open(given, context, type());
  }

  static Driver open(OptionValues given, DriverContext context, String type) throws IOException {
    OptionValues values = S3Settings.withClientOptions(given);
    AwsEnvironment environment = new AwsEnvironment(context, values.find(S3Settings.PROFILE));
    CallCredentials credentials = CredentialsSettings.read(values, environment);
    String region = values.find(S3Settings.REGION);
    if (region == null || region.isBlank()) {
      region = environment.region();
    }
    String endpoint = values.find(S3Settings.ENDPOINT);
    if (endpoint == null || endpoint.isBlank()) {
      endpoint = environment.endpointUrl("s3");
    }
    S3Options options =
        S3Settings.read(
            values, region == null ? "us-east-1" : region, endpoint, environment.variants());
    Transport transport =
        Transport.open(TransportSettings.read(values, context, options.host()).build());
    return new S3Driver(new S3Client(options, credentials, transport, context.clock()), type);
  }
}
