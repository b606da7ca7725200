package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.CopyOptions;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.SkippedEntry;
import io.remotestore.SkippedEntry.Reason;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.testkit.TrackingDriver;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two buckets of one server, and keys in them that no path names, on a real server. */
final class CopyBetweenBucketsTest {
  private static @Nullable InJvmS3 inJvm;

  private final String one = S3Server.newBucketName();
  private final String two = S3Server.newBucketName();
  private S3Server server;
  private TrackingDriver target;
  private Store from;
  private Store to;

  @BeforeAll
  static void startServer() throws Exception {
    if (System.getenv(S3Server.VARIABLE) == null) {
      inJvm = InJvmS3.start();
    }
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (inJvm != null) {
      inJvm.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = inJvm == null ? S3Server.fromEnvironment() : inJvm.server();
    server.makeBucket(one);
    server.makeBucket(two);
    StoreOptions options = StoreOptions.builder().name("copies").build();
    target = new TrackingDriver(server.driver(two));
    from = Stores.over(server.driver(one), options);
    to = Stores.over(target, options);
  }

  @AfterEach
  void close() throws IOException {
    from.close();
    to.close();
    server.removeBucket(one);
    server.removeBucket(two);
  }

  private void assertCopied(Store source, CopyOptions options) {
    target.resetCalls();
    to.copyFrom(source, "f", "copy", options);
    assertThat(target.callCounts().keySet())
        .contains("copy")
        .doesNotContain("put", "beginParts", "putPart");
    assertThat(to.readText("copy")).isEqualTo("content");
    assertThat(to.getFileInfo("copy").metadata()).containsEntry("k", "v");
  }

  @Test
  void theServerCopiesFromOneBucketToTheOther() {
    from.writeText("f", "content", WriteOptions.create().withMetadata(Map.of("k", "v")));
    assertCopied(from, CopyOptions.overwrite());
  }

  @Test
  void theServerCopiesBetweenTwoOpeningsOfOneBucket() throws IOException {
    try (Store again = Stores.over(server.driver(two), StoreOptions.defaults())) {
      again.writeText("f", "content", WriteOptions.create().withMetadata(Map.of("k", "v")));
      assertCopied(again, CopyOptions.overwrite());
    }
  }

  @Test
  void aKeyWithABackslashIsReportedAndNotListed() throws IOException {
    byte[] bytes = "raw".getBytes(StandardCharsets.UTF_8);
    try (S3Client client = server.client(one);
        HttpResponse reply =
            client.send(
                new S3Request("PUT", "d/back\\slash").body(io.remotestore.Content.of(bytes)),
                new FreeCall())) {
      assertThat(reply.status()).isEqualTo(200);
    }
    from.writeText("d/f", "content");
    List<SkippedEntry> skipped = new ArrayList<>();
    for (ListOptions options : List.of(ListOptions.direct(), ListOptions.recursive())) {
      try (Stream<FileInfo> files =
          from.listFiles("d", options.withSkippedListener(skipped::add))) {
        assertThat(files.map(FileInfo::path)).containsExactly("d/f");
      }
      assertThat(skipped).containsExactly(SkippedEntry.file("d/back\\slash", Reason.NOT_A_PATH));
      skipped.clear();
    }
  }
}
