package io.remotestore.http;

import io.remotestore.ContentHeaders;
import io.remotestore.spi.Entry;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.HttpResponse;
import java.time.Instant;
import java.util.List;

/** Reads a file's entry from a reply. */
final class HttpEntries {
  private static final List<String> CONTENT_HEADERS =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language");

  private HttpEntries() {}

  /**
   * Returns the file of a reply.
   *
   * @param size the size of the whole, or {@link Entry#UNKNOWN_SIZE}
   * @param now the current time, to complete years with two digits
   */
  static Entry file(String key, HttpResponse response, long size, Instant now) {
    String etag = response.header("ETag");
    boolean coded = isCoded(response);
    Entry.Builder entry =
        Entry.file(key)
            .size(coded ? Entry.UNKNOWN_SIZE : size)
            .modifiedAt(HttpDate.parse(response.header("Last-Modified"), now))
            .headers(headers(response));
    if (etag != null && !etag.isEmpty()) {
      entry.etag(etag);
      if (coded || !isStrong(etag)) {
        entry.revision(null);
      }
    }
    return entry.build();
  }

  /** Returns whether equal tags mean equal bytes (RFC 9110, section 8.8.3). */
  private static boolean isStrong(String etag) {
    return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
  }

  /** Returns whether the body is encoded, in spite of the request. */
  private static boolean isCoded(HttpResponse response) {
    String coding = response.header("Content-Encoding");
    return coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
  }

  private static ContentHeaders headers(HttpResponse response) {
    ContentHeaders.Builder headers = ContentHeaders.builder();
    for (String name : CONTENT_HEADERS) {
      String value = response.header(name);
      if (value != null && Headers.isText(value)) {
        headers.header(name, value);
      }
    }
    return headers.build();
  }
}
