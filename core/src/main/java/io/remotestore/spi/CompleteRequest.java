package io.remotestore.spi;

import java.util.List;

/**
 * The end of an upload in parts.
 *
 * @param put the request that began it, with its condition
 * @param uploadId what {@link Driver#beginParts} returned
 * @param parts the parts, by number; at least one
 */
public record CompleteRequest(PutRequest put, String uploadId, List<PartReply> parts) {}
