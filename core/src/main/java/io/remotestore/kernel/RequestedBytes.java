package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.GetReply;
import java.io.FilterInputStream;
import java.io.IOException;

/**
 * The bytes of a range, out of a reply that holds more. Some servers ignore ranges and send the
 * whole file.
 *
 * <pre>
 * the reply begins            and its length         then
 * where the range begins      is at most the range's the reply is taken as it is
 * where the range begins      is larger, or unknown  it is cut at the end of the range
 * before the range            is known               the bytes in front are skipped by the first read
 * before the range            is unknown             they are skipped at once: only the body shows
 *                                                    whether the range begins beyond the end
 * before the range, a suffix  is unknown             nothing tells where the range begins: an error
 * </pre>
 */
final class RequestedBytes {
  private RequestedBytes() {}

  /** Tells whether the backend sent bytes that are not of the range. */
  static boolean isIgnored(ByteRange asked, GetReply reply) {
    if (asked.equals(ByteRange.ALL)) {
      return false;
    }
    long size = size(reply);
    boolean before = (asked.isSuffix() && size < 0) || reply.offset() < asked.startIn(size);
    return before || reply.length() > asked.length();
  }

  /**
   * Returns the reply with the bytes of the range alone.
   *
   * @throws DriverException of the kind {@code RANGE} if the range begins beyond the end
   */
  static GetReply of(GetReply reply, ByteRange asked, Call call) throws IOException {
    boolean fits = reply.length() >= 0 && reply.length() <= asked.length();
    long size = size(reply);
    if (asked.isSuffix() && size < 0) {
      throw new DriverException(
          Failure.rejected(Kind.UNSUPPORTED)
              .withDetail("the server neither takes ranges nor says where the file ends"));
    }
    long start = asked.startIn(size);
    long before = Math.max(0, start - reply.offset());
    if (asked.equals(ByteRange.ALL) || (fits && before == 0)) {
      return reply;
    }
    if (reply.length() >= 0 && before > reply.length()) {
      throw beyondEnd(start, size);
    }
    Part part = new Part(reply, before, asked.length(), call);
    if (reply.length() >= 0) {
      long length = Math.min(reply.length() - before, asked.length());
      return new GetReply(reply.entry(), start, length, part);
    }
    part.skipBytesBefore();
    return new GetReply(reply.entry(), start, -1, part);
  }

  private static long size(GetReply reply) {
    if (reply.entry().size() != Entry.UNKNOWN_SIZE) {
      return reply.entry().size();
    }
    return reply.length() < 0 ? -1 : reply.offset() + reply.length();
  }

  private static DriverException beyondEnd(long start, long size) {
    return new DriverException(
        Failure.rejected(Kind.RANGE)
            .withDetail("byte " + start + " of a file of " + size + " bytes"));
  }

  /** A body without the bytes in front of the range, and without those behind it. */
  private static final class Part extends FilterInputStream {
    private final Call call;
    private final long offset;
    private long before;
    private long left;

    private Part(GetReply reply, long before, long length, Call call) {
      super(reply.body());
      this.call = call;
      this.offset = reply.offset();
      this.before = before;
      this.left = length;
    }

    /** Stands at the first byte of the range afterwards. */
    private void skipBytesBefore() throws IOException {
      byte[] scratch = new byte[(int) Math.min(before, 64 * 1024)];
      long start = offset + before;
      while (before > 0) {
        call.check();
        int n = in.read(scratch, 0, (int) Math.min(scratch.length, before));
        if (n < 0) {
          throw beyondEnd(start, start - before);
        }
        before -= n;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      if (before > 0) {
        skipBytesBefore();
      }
      int n = in.read(target, from, (int) Math.min(length, left));
      left -= Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      if (before > 0) {
        skipBytesBefore();
      }
      long skipped = in.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return before > 0 ? 0 : (int) Math.min(left, in.available());
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
