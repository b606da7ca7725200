package io.remotestore;

/**
 * A part that a client sent by a presigned request.
 *
 * @param number the number that the request was signed for
 * @param etag the {@code ETag} header of the reply, quotes included
 */
public record UploadedPart(int number, String etag) {}
