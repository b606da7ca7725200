package io.remotestore.spi;

/**
 * A part that arrived.
 *
 * @param number the part's number
 * @param tag what completing the upload needs to name it
 * @param size its size in bytes
 */
public record PartReply(int number, String tag, long size) {}
