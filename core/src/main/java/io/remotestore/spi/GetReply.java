package io.remotestore.spi;

import java.io.InputStream;

/**
 * The bytes of a read. The kernel closes the body, read to its end or not; closing it gives the
 * connection back or drops it.
 *
 * @param entry the whole file, in the state that the bytes are of
 * @param offset the first byte of the body, counted from the beginning of the file
 * @param length how many bytes the body holds; -1 where that is not known
 * @param body the bytes
 */
public record GetReply(Entry entry, long offset, long length, InputStream body) {}
