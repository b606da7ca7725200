package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.ContentHeaders;
import io.remotestore.PresignOptions;
import io.remotestore.PresignOptions.Method;
import io.remotestore.PresignedRequest;
import io.remotestore.Store;
import io.remotestore.s3.S3Options.Payer;
import io.remotestore.transport.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What signed URLs carry, and how long they hold. */
final class PresignTest {
  private static final Endpoint SERVER = Endpoint.of(URI.create("https://minio:9000"));
  private static final Duration HOUR = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();

  private static S3Options.Builder options() {
    return S3Options.builder("bucket", SERVER, "us-east-1");
  }

  private static AwsCredentials keys(@Nullable Instant end) {
    return new AwsCredentials("key", "secret", null, end);
  }

  private PresignedRequest sign(
      S3Options options, @Nullable AwsCredentials keys, PresignOptions what) throws IOException {
    try (FakeS3 unused = new FakeS3();
        Store store = FakeS3.store(unused.driver(options, () -> keys, clock))) {
      return store.presign("a b", what);
    }
  }

  private PresignedRequest sign(Method method, S3Options options) throws IOException {
    return sign(options, keys(null), PresignOptions.of(method, HOUR));
  }

  @Test
  void whoPaysStandsInTheUrl() throws IOException {
    PresignedRequest request = sign(Method.READ, options().payer(Payer.REQUESTER).build());
    assertThat(request.uri().getRawQuery())
        .contains("&x-amz-request-payer=requester")
        .endsWith("&X-Amz-Signature=" + request.uri().getRawQuery().replaceFirst(".*=", ""));
    assertThat(request.uri().getRawPath()).isEqualTo("/bucket/a%20b");
    assertThat(sign(Method.READ, options().build()).uri().getRawQuery()).doesNotContain("payer");
  }

  @Test
  void aWriteIsEncryptedAndStoredAsAnyOther() throws IOException {
    S3Options options =
        options().encryption(Encryption.byKms("k1")).storageClass("STANDARD_IA").build();
    PresignOptions what =
        PresignOptions.of(Method.WRITE, HOUR)
            .withHeaders(ContentHeaders.builder().contentType("text/plain").build());
    PresignedRequest request = sign(options, keys(null), what);
    assertThat(request.headers())
        .containsEntry("x-amz-server-side-encryption", "aws:kms")
        .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "k1")
        .containsEntry("x-amz-storage-class", "STANDARD_IA")
        .containsEntry("content-type", "text/plain")
        .hasSize(4);
    assertThat(request.uri().getRawQuery())
        .contains(
            "X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-server-side-encryption"
                + "%3Bx-amz-server-side-encryption-aws-kms-key-id%3Bx-amz-storage-class&");
    assertThat(sign(Method.READ, options).headers()).isEmpty();
    assertThat(sign(Method.DELETE, options).headers()).isEmpty();
  }

  @Test
  void aKeyOfTheCustomerGoesWithWhateverTouchesBytes() throws IOException {
    S3Options options = options().encryption(Encryption.byCustomer(new byte[32])).build();
    for (Method method : new Method[] {Method.READ, Method.HEAD, Method.WRITE}) {
      PresignedRequest request = sign(method, options);
      assertThat(request.headers())
          .as(method.name())
          .containsKey("x-amz-server-side-encryption-customer-key")
          .hasSize(3);
      assertThat(request.uri().getRawQuery())
          .contains("%3Bx-amz-server-side-encryption-customer-key%3B");
      assertThat(request.toString())
          .doesNotContain(Encryption.byCustomer(new byte[32]).forAll().values());
    }
    assertThat(sign(Method.DELETE, options).headers()).isEmpty();
  }

  @Test
  void theTimeIsBetweenASecondAndAWeek() throws IOException {
    for (Duration wrong :
        new Duration[] {Duration.ofMillis(999), Duration.ofDays(7).plusMillis(1)}) {
      assertThatThrownBy(
              () -> sign(options().build(), keys(null), PresignOptions.of(Method.READ, wrong)))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("a second at least, and for seven days at most");
    }
    for (Duration right : new Duration[] {Duration.ofSeconds(1), Duration.ofDays(7)}) {
      PresignedRequest request =
          sign(options().build(), keys(null), PresignOptions.of(Method.READ, right));
      assertThat(request.uri().getRawQuery()).contains("X-Amz-Expires=" + right.toSeconds() + "&");
      assertThat(request.expiresAt()).isEqualTo(MovableClock.START.plus(right));
    }
  }

  @Test
  void itEndsWhenTheServerSaysSo() throws IOException {
    clock.move(Duration.ofMillis(900));
    PresignedRequest request =
        sign(
            options().build(),
            keys(null),
            PresignOptions.of(Method.READ, Duration.ofMillis(1_999)));
    assertThat(request.expiresAt()).isEqualTo(MovableClock.START.plusSeconds(1));
  }

  @Test
  void itEndsWithTheCredentials() throws IOException {
    Instant end = MovableClock.START.plus(Duration.ofMinutes(10));
    PresignOptions what = PresignOptions.of(Method.READ, HOUR);
    assertThat(sign(options().build(), keys(end), what).expiresAt()).isEqualTo(end);
    assertThat(sign(options().build(), keys(end.plus(HOUR)), what).expiresAt())
        .isEqualTo(MovableClock.START.plus(HOUR));
  }

  @Test
  void withoutCredentialsThereIsNothingToSignWith() {
    assertThatThrownBy(() -> sign(options().build(), null, PresignOptions.of(Method.READ, HOUR)))
        .isInstanceOf(CapabilityNotSupportedException.class)
        .hasMessageContaining("this store is anonymous");
  }
}
