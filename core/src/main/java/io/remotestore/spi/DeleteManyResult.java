package io.remotestore.spi;

import org.jspecify.annotations.Nullable;

/**
 * What became of one key of a bulk delete.
 *
 * @param key the key
 * @param reply what was found; null where it failed
 * @param failure why it failed; null where it did not
 */
public record DeleteManyResult(
    String key, @Nullable DeleteReply reply, @Nullable Failure failure) {}
