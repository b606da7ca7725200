package io.remotestore.s3;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import io.remotestore.s3.AwsPartition.Variant;
import io.remotestore.s3.S3Options.Addressing;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.s3.S3Options.KeyListing;
import io.remotestore.s3.S3Options.Parts;
import io.remotestore.s3.S3Options.Payer;
import io.remotestore.s3.S3Options.Trailers;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.TransportSettings;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of {@code type = "s3"}. */
final class S3Settings {
  /** A name that a certificate for any bucket is valid for, and that DNS takes. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");

  static final Option<String> BUCKET =
      Option.text("bucket", "The bucket")
          .where(S3Settings::isBucket, "a name without '/', '?', '#' and white space")
          .required();
  static final Option<Secret> KEY = Option.secret("key", "The id of the access key");
  static final Option<Secret> SECRET = Option.secret("secret", "The secret access key");
  static final Option<String> REGION =
      Option.text("region_name", "The region that requests are signed for");
  static final Option<String> ENDPOINT =
      Option.text("endpoint_url", "The server, where it is not S3 itself");
  private static final Option<Map<String, @Nullable Object>> CLIENT_OPTIONS =
      Option.nestedMap("client_options", "Options of s3fs, as far as they have a meaning here");

  static final Option<Secret> SESSION_TOKEN =
      Option.secret("session_token", "The session token of temporary credentials").javaOnly();
  static final Option<String> PROFILE =
      Option.text("profile", "The profile of the AWS files that holds the keys").javaOnly();
  static final Option<Boolean> ANONYMOUS =
      Option.bool("anonymous", "Whether requests are sent without a signature")
          .withDefault(false)
          .javaOnly();
  static final Option<CredentialsProvider> CREDENTIALS =
      Option.object(
              "credentials",
              CredentialsProvider.class,
              "A CredentialsProvider from code; its credentials sign the requests")
          .javaOnly();
  private static final Option<Addressing> ADDRESSING =
      Option.choice("addressing", Addressing.class, "Where in a URL the bucket's name stands")
          .javaOnly();
  private static final Option<ConditionalWrites> CONDITIONAL_WRITES =
      Option.choice(
              "conditional_writes",
              ConditionalWrites.class,
              "Whether the server checks conditions: auto tests it once, trust skips the test")
          .withDefault(ConditionalWrites.AUTO)
          .javaOnly();
  private static final Option<Checksums> CHECKSUM =
      Option.choice(
              "checksum",
              Checksums.class,
              "The checksum that uploads carry and the server compares")
          .withDefault(Checksums.CRC32C)
          .javaOnly();
  private static final Option<Trailers> TRAILERS =
      Option.choice("trailing_checksums", Trailers.class, "Whether a checksum may follow its bytes")
          .withDefault(Trailers.AUTO)
          .javaOnly();
  private static final Option<Boolean> REQUESTER_PAYS =
      Option.bool(
              "requester_pays",
              "Sends x-amz-request-payer, so that your account pays for the requests")
          .withDefault(false)
          .javaOnly();
  private static final Option<EncryptionKind> ENCRYPTION =
      Option.choice(
              "encryption", EncryptionKind.class, "Server-side encryption: s3, kms or customer")
          .javaOnly();
  private static final Option<String> KMS_KEY_ID =
      Option.text("kms_key_id", "The key for encryption = kms; its default one unless given")
          .javaOnly();
  private static final Option<Secret> CUSTOMER_KEY =
      Option.secret("customer_key", "The key for encryption = customer: 32 bytes in base64")
          .where(key -> decoded(key) != null, "32 bytes in base64")
          .javaOnly();
  private static final Option<String> STORAGE_CLASS =
      Option.text("storage_class", "The storage class of new files, such as STANDARD_IA")
          .javaOnly();
  private static final Option<Parts> PARTS =
      Option.choice("parts", Parts.class, "Whether an upload's parts may differ in size")
          .withDefault(Parts.ANY)
          .javaOnly();

  private static final Option<Boolean> UNORDERED_LISTING =
      Option.bool("unordered_listing", "Whether the server lists keys in an order of its own")
          .withDefault(false)
          .javaOnly();

  static final OptionSchema SCHEMA =
      OptionSchema.of(
              BUCKET,
              KEY,
              SECRET,
              REGION,
              ENDPOINT,
              CLIENT_OPTIONS,
              SESSION_TOKEN,
              PROFILE,
              ANONYMOUS,
              CREDENTIALS,
              ADDRESSING,
              CONDITIONAL_WRITES,
              CHECKSUM,
              TRAILERS,
              REQUESTER_PAYS,
              ENCRYPTION,
              KMS_KEY_ID,
              CUSTOMER_KEY,
              STORAGE_CLASS,
              PARTS,
              UNORDERED_LISTING)
          .and(TransportSettings.SCHEMA);

  /** The names of the checksums, and {@code none}. */
  private enum Checksums {
    CRC32C,
    CRC64NVME,
    SHA256,
    NONE
  }

  private enum EncryptionKind {
    S3,
    KMS,
    CUSTOMER
  }

  private S3Settings() {}

  private static boolean isBucket(String name) {
    boolean part = name.equals(".") || name.equals("..");
    return !name.isEmpty() && !part && name.chars().allMatch(S3Settings::isOfName);
  }

  /**
   * Returns whether a name may hold a character. Characters that end it in a URL or a header are
   * not allowed.
   */
  private static boolean isOfName(int c) {
    return "/\\?#".indexOf(c) < 0 && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }

  /** Adds the entries of {@code client_options} to the other options, which come first. */
  static OptionValues withClientOptions(OptionValues values) {
    Map<String, @Nullable Object> table = values.find(CLIENT_OPTIONS);
    if (table == null) {
      return values;
    }
    ClientOptions client = ClientOptions.read(table);
    if (!client.problems().isEmpty()) {
      throw new ConfigException(client.problems());
    }
    Map<String, Object> options = new LinkedHashMap<>(client.options());
    options.put(BUCKET.name(), values.value(BUCKET));
    return values.orElse(SCHEMA.read(GivenOptions.of(options)).orThrow());
  }

  /**
   * Returns the options of a bucket.
   *
   * @param region the region if none is set
   * @param endpointUrl the endpoint if none is set; null for S3 itself
   * @param variants the required kinds of a host of S3 itself
   * @throws ConfigException if options contradict one another
   */
  static S3Options read(
      OptionValues values, String region, @Nullable String endpointUrl, Set<Variant> variants) {
    Endpoint endpoint = endpoint(endpointUrl, region, variants);
    if (!values.value(ANONYMOUS)) {
      TransportSettings.requireTls(values, endpoint, ENDPOINT.name());
    }
    String bucket = values.value(BUCKET);
    Addressing given = values.find(ADDRESSING);
    Addressing usual =
        endpointUrl == null && LABEL.matcher(bucket).matches()
            ? Addressing.VIRTUAL
            : Addressing.PATH;
    if (given == Addressing.VIRTUAL && !HOST.matcher(bucket).matches()) {
      throw new ConfigException(
          List.of("addressing: the name of this bucket can be no part of a host; say path"));
    }
    Checksums checksum = values.value(CHECKSUM);
    return S3Options.builder(bucket, endpoint, region)
        .addressing(given == null ? usual : given)
        .conditionalWrites(values.value(CONDITIONAL_WRITES))
        .checksum(checksum == Checksums.NONE ? null : ChecksumAlgorithm.valueOf(checksum.name()))
        .trailers(values.value(TRAILERS))
        .payer(values.value(REQUESTER_PAYS) ? Payer.REQUESTER : Payer.OWNER)
        .encryption(encryption(values, endpoint))
        .storageClass(values.find(STORAGE_CLASS))
        .parts(values.value(PARTS))
        .listing(values.value(UNORDERED_LISTING) ? KeyListing.UNORDERED : KeyListing.ORDERED)
        .build();
  }

  private static Endpoint endpoint(@Nullable String url, String region, Set<Variant> variants) {
    if (url == null || url.isBlank()) {
      return new Endpoint(Endpoint.Security.TLS, AwsPartition.s3(region, variants), 443);
    }
    try {
      URI uri = URI.create(url.contains("://") ? url : "https://" + url);
      String path = uri.getRawPath();
      boolean bare = path == null || path.isEmpty() || path.equals("/");
      if (bare && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
        return Endpoint.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw new ConfigException(
        List.of("endpoint_url: expected http(s)://host:port, without path or user"));
  }

  private static Encryption encryption(OptionValues values, Endpoint endpoint) {
    EncryptionKind kind = values.find(ENCRYPTION);
    Secret key = values.find(CUSTOMER_KEY);
    if (values.isGiven(KMS_KEY_ID) && kind != EncryptionKind.KMS) {
      throw new ConfigException(List.of("kms_key_id: goes with encryption = kms only"));
    }
    if ((key != null) != (kind == EncryptionKind.CUSTOMER)) {
      throw new ConfigException(List.of("customer_key: goes with encryption = customer"));
    }
    if (kind == null) {
      return Encryption.NONE;
    }
    if (kind == EncryptionKind.CUSTOMER && !endpoint.tls()) {
      throw new ConfigException(
          List.of("encryption: a customer's key goes over TLS only, which endpoint_url is not"));
    }
    byte[] bytes = key == null ? null : decoded(key);
    return switch (kind) {
      case S3 -> Encryption.byS3();
      case KMS -> Encryption.byKms(values.find(KMS_KEY_ID));
      case CUSTOMER -> bytes == null ? Encryption.NONE : Encryption.byCustomer(bytes);
    };
  }

  private static byte @Nullable [] decoded(Secret key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key.reveal());
      return bytes.length == 32 ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
