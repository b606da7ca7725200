package io.remotestore.spi;

import io.remotestore.Content;

/**
 * One part of an upload.
 *
 * @param key the key of the file
 * @param uploadId what {@link Driver#beginParts} returned
 * @param number the part's number, from 1 on
 * @param content the bytes, replayable; not to be kept, since their array is used again
 */
public record PartRequest(String key, String uploadId, int number, Content content) {}
