package io.remotestore.spi;

import io.remotestore.ByteRange;
import io.remotestore.spi.StatRequest.Detail;
import org.jspecify.annotations.Nullable;

/**
 * A read of one file.
 *
 * @param key the key
 * @param range the bytes; {@link ByteRange#ALL} where {@link Features#rangeRead()} is false
 * @param conditions the conditions
 * @param version the id of the version meant; null for the current one
 * @param detail how much the entry must say: {@link Detail#STATE} or {@link Detail#ALL}
 */
public record GetRequest(
    String key,
    ByteRange range,
    ReadConditions conditions,
    @Nullable String version,
    Detail detail) {}
