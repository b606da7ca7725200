package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.s3.S3Options.Addressing;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.s3.S3Options.Parts;
import io.remotestore.s3.S3Options.Payer;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3SettingsTest {
  private final Map<String, String> environment = new HashMap<>();

  private static OptionValues values(Map<String, ?> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.putIfAbsent("bucket", "data");
    return S3Settings.withClientOptions(S3Settings.SCHEMA.read(GivenOptions.of(all)).orThrow());
  }

  private static S3Options read(Map<String, ?> options) {
    OptionValues values = values(options);
    return S3Settings.read(values, "eu-west-1", values.find(S3Settings.ENDPOINT), Set.of());
  }

  /** Whoever runs the tests may have profiles. */
  @BeforeEach
  void leaveProfilesAside(@TempDir Path empty) {
    environment.put("AWS_SHARED_CREDENTIALS_FILE", empty.resolve("credentials").toString());
    environment.put("AWS_CONFIG_FILE", empty.resolve("config").toString());
  }

  private Driver open(Map<String, ?> options) throws IOException {
    DriverContext context = DriverContext.system().withEnvironment(environment::get);
    return new S3DriverFactory().open(values(options), context);
  }

  @Test
  void s3ItselfIsReachedByNameAndRegion() {
    S3Options options = read(Map.of());
    assertThat(options.host()).hasToString("https://data.s3.eu-west-1.amazonaws.com");
    assertThat(options.path("a b")).isEqualTo("/a%20b");
    assertThat(options.isAws()).isTrue();
  }

  @Test
  void aBucketInAnotherRegionIsReachedThere() {
    assertThat(read(Map.of()).hostIn("us-west-2"))
        .hasToString("https://data.s3.us-west-2.amazonaws.com");
    assertThat(read(Map.of("endpoint_url", "https://minio:9000")).hostIn("us-west-2"))
        .hasToString("https://minio:9000");
  }

  @Test
  void aBucketWithDotsWouldNotFitTheCertificate() {
    S3Options options = read(Map.of("bucket", "my.data"));
    assertThat(options.host()).hasToString("https://s3.eu-west-1.amazonaws.com");
    assertThat(options.path("a")).isEqualTo("/my.data/a");
  }

  @Test
  void otherServersAreAddressedByPath() {
    S3Options options = read(Map.of("endpoint_url", "http://127.0.0.1:9000/"));
    assertThat(options.host()).hasToString("http://127.0.0.1:9000");
    assertThat(options.addressing()).isEqualTo(Addressing.PATH);
    assertThat(options.isAws()).isFalse();
    assertThat(read(Map.of("endpoint_url", "minio:9000")).host()).hasToString("https://minio:9000");
  }

  @Test
  void theEnvironmentSaysWhatOptionsLeaveOut() throws IOException {
    environment.put("AWS_REGION", "eu-north-1");
    try (Driver driver = open(Map.of())) {
      assertThat(driver.address().details("x").get("endpoint_url"))
          .isEqualTo("https://s3.eu-north-1.amazonaws.com");
    }
    environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");
    try (Driver driver = open(Map.of())) {
      assertThat(driver.address().details("x").get("endpoint_url"))
          .isEqualTo("http://127.0.0.1:9000");
    }
  }

  @Test
  void theProfileSaysWhatTheEnvironmentLeavesOut(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("config");
    Path unused =
        Files.writeString(
            config,
            """
            [profile dev]
            region = eu-south-1
            [profile minio]
            endpoint_url = http://127.0.0.1:9000
            """);
    environment.put("AWS_CONFIG_FILE", config.toString());
    try (Driver driver = open(Map.of("profile", "dev"))) {
      assertThat(driver.address().details("x").get("endpoint_url"))
          .isEqualTo("https://s3.eu-south-1.amazonaws.com");
    }
    environment.put("AWS_PROFILE", "minio");
    try (Driver driver = open(Map.of())) {
      assertThat(driver.address().details("x").get("endpoint_url"))
          .isEqualTo("http://127.0.0.1:9000");
    }
    try (Driver driver = open(Map.of("endpoint_url", "http://127.0.0.1:9001"))) {
      assertThat(driver.address().details("x").get("endpoint_url"))
          .isEqualTo("http://127.0.0.1:9001");
    }
  }

  @Test
  void signedRequestsDoNotLeaveTheMachineInTheClear() {
    assertThatThrownBy(() -> read(Map.of("endpoint_url", "http://minio:9000")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("without TLS")
        .hasMessageContaining("allow_http = true");
    assertThat(read(Map.of("endpoint_url", "http://minio:9000", "allow_http", true)).host())
        .hasToString("http://minio:9000");
    assertThat(read(Map.of("endpoint_url", "http://minio:9000", "anonymous", true)).host())
        .hasToString("http://minio:9000");
  }

  @Test
  void anEndpointIsNoMoreThanAServer() {
    for (String url :
        List.of("http://h:1/path", "ftp://h", "http://", "http://u:p@h", "not a url")) {
      assertThatThrownBy(() -> read(Map.of("endpoint_url", url)))
          .as(url)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("endpoint_url: expected http(s)://host:port");
    }
  }

  @Test
  void whatIsNoBucketIsRefused() {
    for (String name : List.of("", " ", ".", "..", "a/b", "a?b", "a#b", "a b", "a\tb", "a\u0000")) {
      assertThatThrownBy(() -> read(Map.of("bucket", name)))
          .as(name)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("bucket");
    }
    assertThatThrownBy(() -> read(Map.of("bucket", "a@b", "addressing", "virtual")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("addressing: the name of this bucket can be no part of a host");
  }

  @Test
  void aBucketThatIsNoLabelOfAHostStandsInThePath() {
    for (String name : List.of("Data", "a_b", "-a", "a-", "a".repeat(64), "dotted.name")) {
      S3Options options = read(Map.of("bucket", name));
      assertThat(options.host().host()).as(name).doesNotContain(name);
      assertThat(options.path("k")).isEqualTo("/" + name + "/k");
    }
    assertThat(read(Map.of("bucket", "a-1")).host().host()).startsWith("a-1.s3.");
  }

  @Test
  void oneKeyAloneIsNone() {
    assertThatThrownBy(() -> open(Map.of("key", "only")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("one of the two is missing");
  }

  @Test
  void encryptionIsSaidInHeaders() {
    assertThat(read(Map.of("encryption", "s3")).encryption().forWrites())
        .containsEntry("x-amz-server-side-encryption", "AES256");
    assertThat(read(Map.of("encryption", "kms", "kms_key_id", "k1")).encryption().forWrites())
        .containsEntry("x-amz-server-side-encryption", "aws:kms")
        .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "k1");
    String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    Encryption customer = read(Map.of("encryption", "customer", "customer_key", key)).encryption();
    assertThat(customer.forAll())
        .containsEntry("x-amz-server-side-encryption-customer-algorithm", "AES256")
        .containsEntry("x-amz-server-side-encryption-customer-key", key)
        .containsEntry("x-amz-server-side-encryption-customer-key-MD5", "tP/LI3N87DFaSk0aoqYgzg==");
    assertThat(customer.forCopies())
        .containsEntry("x-amz-copy-source-server-side-encryption-customer-key", key);
    assertThat(customer.toString()).doesNotContain(key);
  }

  @Test
  void encryptionOptionsThatContradictOneAnotherAreErrors() {
    String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    assertThatThrownBy(() -> read(Map.of("kms_key_id", "k1")))
        .hasMessageContaining("kms_key_id: goes with encryption = kms only");
    assertThatThrownBy(() -> read(Map.of("customer_key", key)))
        .hasMessageContaining("customer_key: goes with encryption = customer");
    assertThatThrownBy(() -> read(Map.of("encryption", "customer", "customer_key", "c2hvcnQ=")))
        .hasMessageContaining("32 bytes in base64")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "encryption",
                        "customer",
                        "customer_key",
                        key,
                        "endpoint_url",
                        "http://127.0.0.1:9000")))
        .hasMessageContaining("over TLS only");
  }

  @Test
  void optionsOfS3fsMeanWhatTheyMeanThere() {
    S3Options options =
        read(
            Map.of(
                "client_options",
                Map.of(
                    "requester_pays",
                    true,
                    "use_listings_cache",
                    false,
                    "fixed_upload_size",
                    true,
                    "client_kwargs",
                    Map.of("endpoint_url", "https://minio:9000"),
                    "config_kwargs",
                    Map.of("connect_timeout", 3, "s3", Map.of("addressing_style", "virtual")),
                    "s3_additional_kwargs",
                    Map.of("ServerSideEncryption", "aws:kms", "StorageClass", "STANDARD_IA"))));
    assertThat(options.payer()).isEqualTo(Payer.REQUESTER);
    assertThat(options.parts()).isEqualTo(Parts.EQUAL);
    assertThat(options.host()).hasToString("https://data.minio:9000");
    assertThat(options.storageClass()).isEqualTo("STANDARD_IA");
    assertThat(options.encryption().forWrites())
        .containsEntry("x-amz-server-side-encryption", "aws:kms");
  }

  @Test
  void whatStandsBesideClientOptionsComesFirst() {
    S3Options options =
        read(
            Map.of(
                "endpoint_url",
                "https://one:9000",
                "client_options",
                Map.of("endpoint_url", "https://two:9000")));
    assertThat(options.endpoint()).hasToString("https://one:9000");
  }

  @Test
  void optionsOfS3fsWithoutMeaningAreErrorsWithAHint() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "client_options",
                        Map.of(
                            "use_listings_cache",
                            true,
                            "use_ssl",
                            false,
                            "loop",
                            "x",
                            "client_kwargs",
                            Map.of("verify", false),
                            "config_kwargs",
                            Map.of("retries", Map.of("max_attempts", 3))))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("client_options.use_listings_cache: it has no meaning here")
        .hasMessageContaining("client_options.use_ssl: it has no meaning here: write http://")
        .hasMessageContaining("client_options.loop")
        .hasMessageContaining(
            "client_options.client_kwargs.verify: it has no meaning here: certificates")
        .hasMessageContaining("client_options.config_kwargs.retries: it has no meaning here: the");
  }

  @Test
  void aMissingBundleIsNamedWhereverItWasNamed(@TempDir Path folder) {
    Path none = folder.resolve("none.pem");
    assertThatThrownBy(() -> open(Map.of("tls_ca_bundle", none.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tls_ca_bundle: there is no file");
    environment.put("AWS_CA_BUNDLE", none.toString());
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the variable AWS_CA_BUNDLE: there is no file");
  }

  @Test
  void conditionsCanBeSwitchedOff() {
    assertThat(read(Map.of("conditional_writes", "off")).conditionalWrites())
        .isEqualTo(ConditionalWrites.OFF);
    assertThat(read(Map.of("checksum", "none")).checksum()).isNull();
    assertThat(read(Map.of("checksum", "crc64nvme")).checksum())
        .isEqualTo(ChecksumAlgorithm.CRC64NVME);
  }

  @Test
  void urlsNameBucketAndFolder() {
    UrlTarget target = new S3DriverFactory().locate(StoreUrl.parse("s3://data/a/b"));
    assertThat(target.options()).containsEntry("bucket", "data");
    assertThat(target.rootPath()).isEqualTo("a/b");
    for (String url : List.of("s3://", "s3:///a", "s3://user@data/a", "s3://data:9000/a")) {
      assertThatThrownBy(() -> new S3DriverFactory().locate(StoreUrl.parse(url)))
          .as(url)
          .isInstanceOf(ConfigException.class);
    }
  }
}
