package io.remotestore.spi;

import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.ContentHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write of one file.
 *
 * @param key the key
 * @param content the bytes for {@link Driver#put}; empty content for writes whose bytes follow
 * @param condition what is asked of the target
 * @param metadata the user's metadata, to be stored with the file
 * @param headers the content headers, to be stored with the file
 * @param tags the tags, to be stored with the file
 * @param token to be stored with the file, hidden from its metadata; null where none is needed
 * @param digest what the bytes must add up to, already checked by the kernel where it can; null
 *     where the caller named none
 */
public record PutRequest(
    String key,
    Content content,
    WriteCondition condition,
    Map<String, String> metadata,
    ContentHeaders headers,
    Map<String, String> tags,
    @Nullable String token,
    @Nullable ContentDigest digest) {

  /** Returns this request with another token, or none. */
  public PutRequest withToken(@Nullable String value) {
    return new PutRequest(key, content, condition, metadata, headers, tags, value, digest);
  }

  /** Returns this request with other bytes. */
  public PutRequest withContent(Content value) {
    return new PutRequest(key, value, condition, metadata, headers, tags, token, digest);
  }
}
