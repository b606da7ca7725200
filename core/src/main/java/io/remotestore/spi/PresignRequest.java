package io.remotestore.spi;

import io.remotestore.PresignOptions;

/**
 * A request to be signed.
 *
 * @param key the key
 * @param options what it may do, and how long
 */
public record PresignRequest(String key, PresignOptions options) {}
