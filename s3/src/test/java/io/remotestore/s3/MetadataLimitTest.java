package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.spi.DriverException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** How much metadata goes into a request. */
final class MetadataLimitTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static Map<String, String> bytes(int value) {
    return Map.of("k", "v".repeat(value));
  }

  @Test
  void s3CountsNamesWithoutTheirPrefix() throws DriverException {
    MetadataLimit.WITHOUT_PREFIX.check(bytes(2047), null, null);
    MetadataLimit.WITH_PREFIX.check(bytes(2036), null, null);
    MetadataLimit.WITH_PREFIX.check(bytes(1974), "remote-store-token", TOKEN);
    assertThatThrownBy(() -> MetadataLimit.WITHOUT_PREFIX.check(bytes(2048), null, null))
        .hasMessage(
            "the metadata takes 2049 bytes in a request, more than the 2048 that the server"
                + " takes");
    assertThatThrownBy(() -> MetadataLimit.WITH_PREFIX.check(bytes(2037), null, null))
        .hasMessageContaining("takes 2049 bytes");
  }

  @Test
  void theTokenThatTakesTheRoomIsNamed() {
    assertThatThrownBy(
            () -> MetadataLimit.WITH_PREFIX.check(bytes(1976), "remote-store-token", TOKEN))
        .hasMessage(
            "the metadata takes 2049 bytes in a request, more than the 2048 that the server"
                + " takes, of which the token of this write takes 61; write_tokens = false makes"
                + " room for it");
    assertThatThrownBy(
            () -> MetadataLimit.WITH_PREFIX.check(bytes(2037), "remote-store-token", TOKEN))
        .hasMessageNotContaining("write_tokens");
  }

  @Test
  void escapesCount() {
    Map<String, String> umlauts = Map.of("k", "\u00e4".repeat(800)); // 1,600 bytes as UTF-8
    assertThatThrownBy(() -> MetadataLimit.WITHOUT_PREFIX.check(umlauts, null, null))
        .hasMessageContaining("takes 2149 bytes");
  }

  @Test
  void aWriteThatDoesNotFitSendsNothing() throws IOException {
    try (FakeS3 server = new FakeS3();
        Store store = server.store()) {
      assertThatThrownBy(
              () -> store.write("a", new byte[1], WriteOptions.create().withMetadata(bytes(2040))))
          .hasMessageContaining("more than the 2048");
      assertThat(server.received()).isEmpty();
    }
  }

  /** Metadata that fit by this count fit on the server, and a byte more does not, on each way. */
  @Test
  @EnabledIfEnvironmentVariable(named = S3Server.VARIABLE, matches = ".+")
  void theCountIsThatOfTheServer() throws IOException {
    S3Server server = S3Server.fromEnvironment();
    String bucket = S3Server.newBucketName();
    server.makeBucket(bucket);
    try (Store store = FakeS3.store(server.driver(bucket));
        S3Client client = server.client(bucket)) {
      store.write("plain", new byte[1], most(1975));
      store.write("parts", Content.of(new ByteArrayInputStream(new byte[9 << 20])), most(1975));
      store.copy("plain", "copy", CopyOptions.create());
      assertThat(store.getFileInfo("copy").metadata()).isEqualTo(bytes(1975));
      assertThatThrownBy(() -> store.write("more", new byte[1], most(1976)))
          .hasMessageContaining("write_tokens = false makes room");
      for (int value : new int[] {2036, 2037}) {
        S3Request put =
            new S3Request("PUT", "raw")
                .header("x-amz-meta-k", "v".repeat(value))
                .body(Content.of(new byte[1]));
        if (value == 2036) {
          assertThat(client.sendAndDrop(put, new FreeCall()).status()).isEqualTo(200);
        } else {
          assertThatThrownBy(() -> client.sendAndDrop(put, new FreeCall()))
              .hasMessageContaining("MetadataTooLarge");
        }
      }
    } finally {
      server.removeBucket(bucket);
    }
  }

  private static WriteOptions most(int value) {
    return WriteOptions.create().withMetadata(bytes(value));
  }
}
