package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Upload;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores made from code, and the credentials that code hands in. */
final class S3Test {
  private final AtomicInteger asked = new AtomicInteger();
  private FakeS3 server;

  @BeforeEach
  void open() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private AwsCredentials next() {
    return new AwsCredentials("key" + asked.incrementAndGet(), "hidden", "hidden-token", null);
  }

  private S3 bucket() {
    return S3.bucket("data")
        .region("eu-west-1")
        .endpoint(server.endpoint().toString())
        .option("conditional_writes", "trust")
        .option("checksum", "none");
  }

  private List<String> signers() {
    return server.received().stream()
        .map(request -> String.valueOf(request.header("authorization")))
        .map(text -> text.replaceFirst(".*Credential=([^/]*)/.*", "$1"))
        .toList();
  }

  @Test
  void codeOpensABucket() {
    try (Store store = bucket().credentials(AwsCredentials.of("k", "s")).open()) {
      store.writeText("a.txt", "hello");
      assertThat(store.readText("a.txt")).isEqualTo("hello");
    }
    assertThat(signers()).containsOnly("k");
    assertThat(server.received().get(0).target()).isEqualTo("/data/a.txt");
    assertThat(server.received().get(0).header("authorization")).contains("/eu-west-1/s3/");
  }

  @Test
  void aProviderIsAskedForEachRequest() {
    try (Store store = bucket().credentials(this::next).open()) {
      store.writeText("a.txt", "hello");
      assertThat(store.readText("a.txt")).isEqualTo("hello");
    }
    assertThat(signers()).containsExactly("key1", "key2");
  }

  @Test
  void aCachingProviderIsAskedOnce() {
    CredentialsProvider caching = CredentialsProvider.caching(this::next);
    try (Store store = bucket().credentials(caching).open(StoreOptions.defaults())) {
      store.writeText("a.txt", "hello");
      assertThat(store.readText("a.txt")).isEqualTo("hello");
    }
    assertThat(signers()).containsExactly("key1", "key1");
  }

  @Test
  void aProviderCanSayThatNothingIsSigned() {
    try (Store store = bucket().credentials(() -> null).open()) {
      store.writeText("a.txt", "hello");
    }
    assertThat(server.received().get(0).header("authorization")).isNull();
  }

  @Test
  void endedCredentialsAreReplacedOnce() {
    server.answering(
        (request, number) -> {
          String signed = String.valueOf(request.header("authorization"));
          return signed.contains("key1/") ? Reply.error(400, "ExpiredToken") : null;
        });
    CredentialsProvider caching = CredentialsProvider.caching(this::next);
    try (Store store = bucket().credentials(caching).open()) {
      store.writeText("a.txt", "hello");
      assertThat(store.readText("a.txt")).isEqualTo("hello");
    }
    assertThat(signers()).containsExactly("key1", "key2", "key2");
  }

  @Test
  void credentialsThatEndedForGoodAreAnErrorAfterOneMore() {
    server.answering((request, number) -> Reply.error(400, "ExpiredToken"));
    CredentialsProvider caching = CredentialsProvider.caching(this::next);
    try (Store store = bucket().credentials(caching).open()) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> store.writeText("a.txt", "hello"))
            .isInstanceOf(PermissionDeniedException.class);
      }
    }
    assertThat(signers()).containsExactly("key1", "key2", "key2", "key2");
  }

  @Test
  void aProviderIsAskedOnceMoreWhetherItHasOthers() {
    server.answering((request, number) -> Reply.error(400, "ExpiredToken"));
    AwsCredentials fixed = AwsCredentials.of("fixed", "hidden");
    try (Store store = bucket().credentials(fixed).open()) {
      assertThatThrownBy(() -> store.readText("a.txt"))
          .isInstanceOf(PermissionDeniedException.class);
    }
    assertThat(signers()).containsExactly("fixed");
    server.forget();
    try (Store store = bucket().credentials(this::next).open()) {
      assertThatThrownBy(() -> store.readText("a.txt"))
          .isInstanceOf(PermissionDeniedException.class);
    }
    assertThat(signers()).hasSize(2);
  }

  @Test
  void aProviderThatFailsIsToldToTheCaller() {
    CredentialsProvider failing =
        () -> {
          throw new IOException("log on first");
        };
    try (Store store = bucket().credentials(failing).open()) {
      assertThatThrownBy(() -> store.readText("a.txt"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("no credentials: log on first")
          .hasMessageContaining("a.txt");
    }
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aConfigurationTakesAProviderFromCode() {
    CredentialsProvider own = this::next;
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend(
                "cloud",
                BackendConfig.of("s3")
                    .withOption("bucket", "data")
                    .withOption("region_name", "eu-west-1")
                    .withOption("endpoint_url", server.endpoint().toString())
                    .withJavaOption("conditional_writes", "trust")
                    .withJavaOption("credentials", own))
            .withStore("files", StoreProfile.of("cloud"));
    try (Registry registry = Registry.of(config)) {
      registry.store("files").writeText("a.txt", "hello");
    }
    assertThat(signers()).containsExactly("key1");
  }

  @Test
  void aProviderIsNoText() {
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend(
                "cloud",
                BackendConfig.of("s3")
                    .withOption("bucket", "data")
                    .withJavaOption("credentials", "hidden"));
    assertThatThrownBy(() -> Registry.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("java.credentials")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void wrongOptionsAreToldBeforeAnythingIsSent() {
    assertThatThrownBy(() -> bucket().option("regoin", "x").option("key", "only").open())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("regoin");
    assertThatThrownBy(() -> bucket().option("key", "only").open())
        .hasMessageContaining("one of the two is missing");
  }

  @Test
  void nothingSecretIsPrinted() {
    assertThat(bucket().option("secret", "hidden").toString())
        .contains("secret")
        .doesNotContain("hidden");
  }

  @Test
  void unfinishedWritesOfOtherFoldersAreLeftOut() {
    String upload =
        "<Upload><Key>%s</Key><UploadId>%s</UploadId>"
            + "<Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload>";
    server.answering(
        (request, number) ->
            Reply.xml(
                "<ListMultipartUploadsResult>"
                    + upload.formatted("a/b.bin", "1")
                    + upload.formatted("ab.bin", "2")
                    + "</ListMultipartUploadsResult>"));
    try (Store store = bucket().credentials(AwsCredentials.of("k", "s")).open();
        Stream<Upload> uploads = store.child("a").uploads().list()) {
      assertThat(uploads.map(Upload::path)).containsExactly("b.bin");
    }
    assertThat(server.received().get(0).target()).doesNotContain("prefix");
  }
}
