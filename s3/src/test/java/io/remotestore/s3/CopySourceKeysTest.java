package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.CopyOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A copy between two stores takes the customer's keys of each of them along. */
final class CopySourceKeysTest {
  private static final byte[] SOURCE_KEY = key(1);
  private static final byte[] TARGET_KEY = key(2);

  private static byte[] key(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }

  private static Store store(FakeS3 server, byte[] key) throws IOException {
    S3Options options = server.options().encryption(Encryption.byCustomer(key)).build();
    return Stores.over(server.driver(options), StoreOptions.builder().name("keys").build());
  }

  @Test
  void eachStoresKeyGoesWithItsSide() throws IOException {
    try (FakeS3 server = new FakeS3()) {
      server.answering(
          (request, number) ->
              request.header("x-amz-copy-source") == null
                  ? null
                  : new Reply(
                      200,
                      Map.of("x-amz-request-id", "1"),
                      "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>"));
      try (Store from = store(server, SOURCE_KEY);
          Store to = store(server, TARGET_KEY)) {
        from.writeText("f", "x", io.remotestore.WriteOptions.overwrite());
        server.forget();
        to.copyFrom(from, "f", "copy", CopyOptions.overwrite());
      }
      Received copy =
          server.received().stream()
              .filter(each -> each.header("x-amz-copy-source") != null)
              .findFirst()
              .orElseThrow();
      String field = "server-side-encryption-customer-key";
      assertThat(copy.header("x-amz-copy-source-" + field)).isEqualTo(text(SOURCE_KEY));
      assertThat(copy.header("x-amz-" + field)).isEqualTo(text(TARGET_KEY));
      Received look =
          server.received().stream()
              .filter(each -> each.method().equals("HEAD"))
              .findFirst()
              .orElseThrow();
      assertThat(look.header("x-amz-" + field)).isEqualTo(text(SOURCE_KEY));
    }
  }

  private static String text(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
