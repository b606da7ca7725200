package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of sizes, times and tags that servers list. */
final class ListedFormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what stands beside the key | size, time, tag
        "<Size>5</Size> | 5 null null",
        "<Size> 5 </Size> | 5 null null",
        "<Size>0</Size> | 0 null null",
        "<Size></Size> | -1 null null",
        "<ETag>x</ETag> | -1 null x",
        "<ETag/> | -1 null null",
        "<ETag>&quot;x&quot;</ETag> | -1 null \"x\"",
        "<ETag>&#34;x&#34;</ETag> | -1 null \"x\"",
        "<LastModified>2026-11-01T12:00:00Z</LastModified> | -1 2026-11-01T12:00:00Z null",
        "<LastModified>2026-11-01T12:00:00.123Z</LastModified> | -1 2026-11-01T12:00:00Z null",
        "<LastModified>2026-11-01T12:00:00.123456Z</LastModified> | -1 2026-11-01T12:00:00Z null",
        "<LastModified>2026-11-01T13:00:00+01:00</LastModified> | -1 2026-11-01T12:00:00Z null",
        "<LastModified>2026-11-01T13:00:00.5+0100</LastModified> | -1 2026-11-01T12:00:00Z null",
        "<LastModified>2026-11-01 12:00:00</LastModified> | -1 2026-11-01T12:00:00Z null",
        "<LastModified>soon</LastModified> | -1 null null",
        "<Size>-5</Size> | no size",
        "<Size>5.0</Size> | no size",
        "<Size>99999999999999999999</Size> | no size",
        "<Size>many</Size> | no size",
      })
  void eachFormIsReadOrRefused(String fields, String outcome) throws IOException {
    try (FakeS3 server = new FakeS3();
        Store store = server.store()) {
      server.answering(
          (request, number) ->
              Reply.xml(
                  "<ListBucketResult><IsTruncated> False </IsTruncated><Contents><Key>a</Key>"
                      + fields
                      + "</Contents></ListBucketResult>"));
      if (outcome.equals("no size")) {
        assertThatThrownBy(() -> files(store)).hasMessageContaining("a malformed size");
        assertThat(server.received()).as("not tried again").hasSize(1);
        return;
      }
      FileInfo file = files(store).get(0);
      assertThat(file.size() + " " + file.modifiedAt() + " " + file.etag()).isEqualTo(outcome);
    }
  }

  private static List<FileInfo> files(Store store) {
    try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
      return files.toList();
    }
  }
}
