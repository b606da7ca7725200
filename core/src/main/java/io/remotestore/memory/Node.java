package io.remotestore.memory;

import io.remotestore.ContentHeaders;
import io.remotestore.spi.Entry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One state of a file; never changes.
 *
 * @param blob the bytes
 * @param etag the entity tag, unlike that of any other state
 * @param modifiedAt when it came to be
 * @param headers the content headers
 * @param metadata the user's metadata
 * @param token the token of the write that made it
 */
record Node(
    Blob blob,
    String etag,
    Instant modifiedAt,
    ContentHeaders headers,
    Map<String, String> metadata,
    @Nullable String token) {

  /** What names this state among the versions of its file. */
  String version() {
    return etag.substring(1, etag.length() - 1);
  }

  Entry entry(String key) {
    return builder(key).build();
  }

  Entry versionedEntry(String key) {
    return builder(key).version(version()).build();
  }

  private Entry.Builder builder(String key) {
    return Entry.file(key)
        .size(blob.size())
        .modifiedAt(modifiedAt)
        .etag(etag)
        .headers(headers)
        .metadata(metadata)
        .token(token);
  }
}
