package io.remotestore.spi;

import org.jspecify.annotations.Nullable;

/**
 * A delete of one file.
 *
 * @param key the key
 * @param condition none, or the state that the file must be in
 * @param version the id of the version to delete for good; null for the file
 */
public record DeleteRequest(String key, WriteCondition condition, @Nullable String version) {}
