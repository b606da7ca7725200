package io.remotestore.examples.lake;

import io.remotestore.Capability;
import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Puts files into a layer, and leaves those alone that are there already.
 *
 * <p>Two that run at once write the same bytes, so that it does not matter who comes last.
 */
final class Publisher {
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
              Map.of("source", source, "rows", Long.toString(rows), "sha256", digest.value()));
    }
    layer.write(key, Content.of(bytes), options);
    return outcome;
  }

  /**
   * Looks at the bytes themselves: a digest kept beside a file survives whoever edits the file in
   * place.
   */
  private Outcome compare(String key, long size, ContentDigest digest) {
    try (StoreInputStream in = layer.read(key)) {
      long there = in.info().size();
      if (there != FileInfo.UNKNOWN_SIZE && there != size) {
        return Outcome.REPLACED;
      }
      boolean same = ContentDigest.sha256(in.readAllBytes()).equals(digest);
      return same ? Outcome.UNCHANGED : Outcome.REPLACED;
    } catch (NotFoundException e) {
      return Outcome.WRITTEN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
