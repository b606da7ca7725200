package io.remotestore.http;

import io.remotestore.ByteRange;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.transport.ContentRange;
import io.remotestore.transport.HttpResponse;
import java.io.InputStream;
import java.time.Instant;

/** The bytes that a reply holds: a part of the file, or the whole where a server ignores ranges. */
final class Bodies {
  private Bodies() {}

  /** The bytes of a reply of status 200 or 206 to a request for {@code asked}. */
  static GetReply of(String key, ByteRange asked, HttpResponse response, Instant now)
      throws DriverException {
    if (!ContentRange.isPart(response)) {
      long size = response.length();
      Entry entry = HttpEntries.file(key, response, size, now);
      return new GetReply(entry, 0, size, response.body());
    }
    ContentRange range = ContentRange.of(response, asked);
    Entry entry = HttpEntries.file(key, response, range.size(), now);
    return new GetReply(entry, range.first(), range.length(), response.body());
  }

  /** The same position of the same file, without its bytes. */
  static GetReply withoutBytes(GetReply reply) {
    return new GetReply(reply.entry(), reply.offset(), 0, InputStream.nullInputStream());
  }
}
