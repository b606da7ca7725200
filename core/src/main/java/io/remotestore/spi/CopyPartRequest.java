package io.remotestore.spi;

import io.remotestore.ByteRange;

/**
 * A part of an upload whose bytes come from a file of the same backend.
 *
 * @param copy the copy that it is a part of
 * @param uploadId what {@link Driver#beginCopy} returned
 * @param number its number, from 1
 * @param range the bytes of the source
 */
public record CopyPartRequest(CopyRequest copy, String uploadId, int number, ByteRange range) {}
