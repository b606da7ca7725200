package io.remotestore.spi;

import io.remotestore.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A copy on the server, metadata and headers included.
 *
 * @param from the driver that the source was looked up by: the one that copies, or one that its
 *     {@link Driver#canCopyFrom} takes
 * @param sourceScope the key of the folder that the source's store is confined to
 * @param source the source as it was looked at just before
 * @param sourceVersion the id of its version; null for the current one
 * @param sourceMatch the state that the source must be in; null for any
 * @param target the key of the copy
 * @param condition what is asked of the target
 * @param token to be stored with the copy; null where none is needed
 */
public record CopyRequest(
    Driver from,
    String sourceScope,
    Entry source,
    @Nullable String sourceVersion,
    @Nullable Revision sourceMatch,
    String target,
    WriteCondition condition,
    @Nullable String token) {}
