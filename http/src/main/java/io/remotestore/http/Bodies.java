package io.remotestore.http;

import io.remotestore.ByteRange;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.GetReply;
import io.remotestore.transport.ContentRange;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Finds the requested bytes in a reply, whichever part of the file it holds. */
final class Bodies {
  private Bodies() {}

  /** The bytes of a reply of status 200 or 206 to a request for {@code asked}. */
  static GetReply of(String key, ByteRange asked, HttpResponse response, Instant now, Call call)
      throws IOException {
    return ContentRange.isPart(response)
        ? part(key, asked, response, now)
        : whole(key, asked, response, now, call);
  }

  /** The same position of the same file, without its bytes. */
  static GetReply withoutBytes(GetReply reply) {
    return new GetReply(reply.entry(), reply.offset(), 0, InputStream.nullInputStream());
  }

  private static GetReply part(String key, ByteRange asked, HttpResponse response, Instant now)
      throws DriverException {
    ContentRange range = ContentRange.of(response, asked);
    Entry entry = HttpEntries.file(key, response, range.size(), now);
    long length = Math.min(range.length(), asked.length());
    return new GetReply(entry, range.first(), length, new LimitedBody(response.body(), length));
  }

  /** A server that ignores ranges sends the whole file. */
  private static GetReply whole(
      String key, ByteRange asked, HttpResponse response, Instant now, Call call)
      throws IOException {
    long size = response.length();
    Entry entry = HttpEntries.file(key, response, size, now);
    InputStream body = response.body();
    if (asked.equals(ByteRange.ALL)) {
      return new GetReply(entry, 0, size, body);
    }
    if (size < 0 && asked.isSuffix()) {
      throw new DriverException(
          Failure.rejected(Kind.UNSUPPORTED)
              .withDetail("the server neither takes ranges nor says where the file ends"));
    }
    long start = asked.startIn(size);
    if (size >= 0 && start > size) {
      throw beyondEnd(start, size);
    }
    long skipped = skip(body, start, call);
    if (skipped < start) {
      throw beyondEnd(start, skipped);
    }
    long length = size < 0 ? -1 : asked.lengthIn(size);
    return new GetReply(entry, start, length, new LimitedBody(body, asked.length()));
  }

  private static long skip(InputStream body, long count, Call call) throws IOException {
    byte[] scratch = new byte[(int) Math.min(count, 64 * 1024)];
    long skipped = 0;
    while (skipped < count) {
      call.check();
      int n = body.read(scratch, 0, (int) Math.min(scratch.length, count - skipped));
      if (n < 0) {
        break;
      }
      skipped += n;
    }
    return skipped;
  }

  private static DriverException beyondEnd(long start, long size) {
    return new DriverException(
        Failure.rejected(Kind.RANGE)
            .withDetail("byte " + start + " of a file of " + size + " bytes"));
  }
}
