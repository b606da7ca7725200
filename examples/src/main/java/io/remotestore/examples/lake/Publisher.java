package io.remotestore.examples.lake;

import io.remotestore.Capability;
import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import java.util.Map;

/**
 * Puts files into a layer, and leaves those alone that are there already.
 *
 * <p>Two that run at once write the same bytes, so that it does not matter who comes last.
 */
final class Publisher {
  private static final String DIGEST_KEY = "sha256";

  private final Store layer;

  Publisher(Store layer) {
    this.layer = layer;
  }

  /**
   * Makes the file at {@code key} hold {@code bytes}: whole or not at all where the store can, and
   * only if what arrives has the digest of what was sent.
   *
   * @param source where the data come from, kept beside the file where the store can
   * @param rows how many there are, kept likewise
   */
  Outcome publish(String key, byte[] bytes, String contentType, String source, long rows) {
    ContentDigest digest = ContentDigest.sha256(bytes);
    Outcome outcome = compare(key, bytes.length, digest);
    if (outcome == Outcome.UNCHANGED) {
      return outcome;
    }
    WriteOptions options = WriteOptions.overwrite().withExpectedDigest(digest);
    if (layer.supports(Capability.ATOMIC_WRITE)) {
      options = options.withAtomic();
    }
    if (layer.supports(Capability.CONTENT_HEADERS)) {
      options = options.withContentType(contentType);
    }
    if (layer.supports(Capability.USER_METADATA)) {
      options =
          options.withMetadata(
              Map.of("source", source, "rows", Long.toString(rows), DIGEST_KEY, digest.value()));
    }
    layer.write(key, Content.of(bytes), options);
    return outcome;
  }

  /** Asks the cheapest question first: the size, the digest kept beside the file, the bytes. */
  private Outcome compare(String key, long size, ContentDigest digest) {
    try {
      if (layer.supports(Capability.METADATA)) {
        FileInfo info = layer.getFileInfo(key);
        if (info.size() != FileInfo.UNKNOWN_SIZE && info.size() != size) {
          return Outcome.REPLACED;
        }
        String kept = info.metadata().get(DIGEST_KEY);
        if (kept != null) {
          return kept.equals(digest.value()) ? Outcome.UNCHANGED : Outcome.REPLACED;
        }
      }
      ContentDigest there = ContentDigest.sha256(layer.readBytes(key));
      return there.equals(digest) ? Outcome.UNCHANGED : Outcome.REPLACED;
    } catch (NotFoundException e) {
      return Outcome.WRITTEN;
    }
  }
}
