package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.s3.S3Options.KeyListing;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lists keys in an order of its own, and the option that declares it. */
final class UnorderedListingTest {
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
    server.answering(
        (request, number) ->
            Reply.xml(
                request.target().contains("continuation-token")
                    ? "<ListBucketResult><IsTruncated>false</IsTruncated>"
                        + file("d/a")
                        + "</ListBucketResult>"
                    : "<ListBucketResult><IsTruncated>true</IsTruncated>"
                        + file("d/b")
                        + "<NextContinuationToken>t</NextContinuationToken></ListBucketResult>"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String file(String key) {
    return "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>";
  }

  private Store unordered() throws IOException {
    return FakeS3.store(server.driver(server.options().listing(KeyListing.UNORDERED).build()));
  }

  private static List<String> files(Store store, ListOptions options) {
    try (Stream<FileInfo> files = store.listFiles("d", options)) {
      return files.map(FileInfo::path).toList();
    }
  }

  @Test
  void withoutTheOptionSuchAListingFails() throws IOException {
    try (Store store = server.store()) {
      assertThatThrownBy(() -> files(store, ListOptions.recursive()))
          .hasMessageContaining("out of order");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withTheOptionItIsTakenAsItComes(boolean deep) throws IOException {
    try (Store store = unordered()) {
      assertThat(files(store, deep ? ListOptions.recursive() : ListOptions.direct()))
          .containsExactly("d/b", "d/a");
      assertThat(store.isFolder("d")).isTrue();
    }
  }

  @Test
  void whatNeedsAnOrderIsRefusedWithTheReason() throws IOException {
    try (Store store = unordered()) {
      assertThat(store.capabilities().whyNot(Capability.ORDERED_LIST))
          .isEqualTo("unordered_listing = true");
      for (ListOptions options :
          List.of(
              ListOptions.recursive().withOrdered(),
              ListOptions.direct().withOrdered(),
              ListOptions.recursive().withStartAfter("d/a"))) {
        assertThatThrownBy(() -> files(store, options))
            .isInstanceOf(CapabilityNotSupportedException.class)
            .hasMessageContaining("unordered_listing = true");
      }
      assertThatThrownBy(() -> store.listPage("d", ListOptions.recursive()))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("unordered_listing = true");
      assertThat(server.received()).isEmpty();
    }
  }
}
