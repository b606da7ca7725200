package io.remotestore.s3;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import io.remotestore.s3.S3Options.Addressing;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.TlsOptions;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens {@code type = "s3"} and {@code s3://bucket/folder} URLs. */
public final class S3DriverFactory implements DriverFactory {
  private static final Option<String> BUCKET =
      Option.text("bucket", "The bucket").where(name -> !name.isBlank(), "a name").required();
  private static final Option<Secret> KEY = Option.secret("key", "The id of the access key");
  private static final Option<Secret> SECRET = Option.secret("secret", "The secret access key");
  private static final Option<Secret> SESSION_TOKEN =
      Option.secret("session_token", "What temporary credentials carry beside the keys").javaOnly();
  private static final Option<Boolean> ANONYMOUS =
      Option.bool("anonymous", "Whether requests are sent without a signature")
          .withDefault(false)
          .javaOnly();
  private static final Option<String> PROFILE =
      Option.text("profile", "The profile of the AWS files that holds the keys").javaOnly();
  private static final Option<String> REGION =
      Option.text("region_name", "The region that requests are signed for");
  private static final Option<String> ENDPOINT =
      Option.text("endpoint_url", "The server, where it is not S3 itself");
  private static final Option<Path> TLS_CA_BUNDLE =
      Option.path("tls_ca_bundle", "Certificates in PEM to trust in the place of the usual ones");
  private static final Option<Addressing> ADDRESSING =
      Option.choice("addressing", Addressing.class, "Where in a URL the bucket's name stands")
          .javaOnly();

  /** For the service loader. */
  public S3DriverFactory() {}

  @Override
  public String type() {
    return "s3";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("s3");
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(
        BUCKET,
        KEY,
        SECRET,
        SESSION_TOKEN,
        ANONYMOUS,
        PROFILE,
        REGION,
        ENDPOINT,
        TLS_CA_BUNDLE,
        ADDRESSING);
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    if (url.host().isEmpty() || url.user() != null || url.port() >= 0) {
      throw new ConfigException(List.of("an s3: URL is s3://bucket/folder"));
    }
    String path = url.path();
    return new UrlTarget(
        Map.of(BUCKET.name(), url.host()), path.startsWith("/") ? path.substring(1) : path);
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) throws IOException {
    String region = orElse(values.find(REGION), "us-east-1");
    String url = values.find(ENDPOINT);
    Endpoint endpoint = endpoint(url, region);
    Addressing usual = url == null ? Addressing.VIRTUAL : Addressing.PATH;
    Addressing given = values.find(ADDRESSING);
    S3Options options =
        S3Options.builder(values.value(BUCKET), endpoint, region)
            .addressing(given == null ? usual : given)
            .build();
    TransportOptions transport =
        TransportOptions.builder().tls(new TlsOptions(values.find(TLS_CA_BUNDLE), null)).build();
    S3Client client =
        new S3Client(options, credentials(values), Transport.open(transport), Clock.systemUTC());
    return new S3Driver(client, type());
  }

  private static CredentialsProvider credentials(OptionValues values) {
    Secret key = values.find(KEY);
    Secret secret = values.find(SECRET);
    if ((key == null) != (secret == null)) {
      throw new ConfigException(List.of("key and secret: one of the two is missing"));
    }
    if (values.value(ANONYMOUS)) {
      return () -> null;
    }
    if (key == null || secret == null) {
      return new UsualCredentials(System::getenv, values.find(PROFILE));
    }
    Secret token = values.find(SESSION_TOKEN);
    AwsCredentials fixed =
        new AwsCredentials(
            key.reveal(), secret.reveal(), token == null ? null : token.reveal(), null);
    return () -> fixed;
  }

  private static Endpoint endpoint(@Nullable String url, String region) {
    if (url == null || url.isBlank()) {
      return new Endpoint(Endpoint.Security.TLS, "s3." + region + ".amazonaws.com", 443);
    }
    try {
      return Endpoint.of(URI.create(url.contains("://") ? url : "https://" + url));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("endpoint_url: expected http(s)://host:port"));
    }
  }

  private static String orElse(@Nullable String value, String other) {
    return value == null ? other : value;
  }
}
