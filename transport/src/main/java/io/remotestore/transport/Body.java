package io.remotestore.transport;

import io.remotestore.transport.TransportException.Reached;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a reply. Its connection is returned or dropped exactly once. */
final class Body extends InputStream {
  /** Up to this many remaining bytes are read, to keep the connection; with more it is dropped. */
  private static final long WORTH_DRAINING = 64 * 1024;

  private final Lease lease;
  private final Framing framing;
  private long received;
  private boolean closed;

  /** How the end of a body is found. */
  interface Framing {
    /** Reads at least one byte of the body; -1 at its end. */
    int read(Connection connection, byte[] target, int offset, int length) throws IOException;

    /** How many bytes are left; {@link Long#MAX_VALUE} if that is unknown. */
    long left();

    /** Returns whether another reply can follow after the end. */
    boolean isDelimited();
  }

  /** A connection while it is used. */
  interface Lease {
    Connection connection();

    /** Returns it for the next request. */
    void giveBack();

    /** Ends it. */
    void drop();
  }

  Body(Lease lease, Framing framing) {
    this.lease = lease;
    this.framing = framing;
    if (framing.left() == 0) {
      finish();
    }
  }

  private void finish() {
    closed = true;
    if (framing.isDelimited()) {
      lease.giveBack();
    } else {
      lease.drop();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (closed) {
      return framing.left() == 0 ? -1 : unexpected();
    }
    if (length == 0) {
      return 0;
    }
    try {
      int count = framing.read(lease.connection(), target, offset, length);
      if (count > 0) {
        received += count;
      }
      if (count < 0 || framing.left() == 0) {
        finish();
      }
      return count;
    } catch (IOException e) {
      closed = true;
      String where = " after " + received + " bytes of its body";
      String problem =
          e instanceof MalformedReplyException
              ? "the reply is malformed" + where + ": " + e.getMessage()
              : "the reply broke off" + where;
      TransportException failure = lease.connection().failure(Reached.UNKNOWN, problem, e);
      lease.drop();
      throw failure;
    }
  }

  private static int unexpected() throws IOException {
    throw new IOException("the stream is closed");
  }

  /** Reads the few remaining bytes, so that the connection can be used again; else drops it. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    byte[] rest = new byte[4096];
    while (!closed && framing.left() <= WORTH_DRAINING) {
      try {
        int unused = read(rest, 0, rest.length);
      } catch (IOException e) {
        return; // dropped by the read
      }
    }
    if (!closed) {
      closed = true;
      lease.drop();
    }
  }

  // ---------------------------------------------------------------- framings

  /** A body with a length in the head. */
  static final class Fixed implements Framing {
    private long left;

    Fixed(long length) {
      this.left = length;
    }

    @Override
    public int read(Connection connection, byte[] target, int offset, int length)
        throws IOException {
      int count = connection.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException(left + " bytes were still to come");
      }
      left -= count;
      return count;
    }

    @Override
    public long left() {
      return left;
    }

    @Override
    public boolean isDelimited() {
      return true;
    }
  }

  /** A body that ends where the connection does. */
  static final class ToTheEnd implements Framing {
    private boolean ended;

    @Override
    public int read(Connection connection, byte[] target, int offset, int length)
        throws IOException {
      int count = connection.read(target, offset, length);
      ended = count < 0;
      return count;
    }

    @Override
    public long left() {
      return ended ? 0 : Long.MAX_VALUE;
    }

    @Override
    public boolean isDelimited() {
      return false;
    }
  }

  /** A body in chunks (RFC 9112, section 7.1); trailers are read and ignored. */
  static final class Chunked implements Framing {
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_TRAILERS = 100;

    private final StringBuilder line = new StringBuilder();
    private long chunk;
    private boolean first = true;
    private boolean ended;

    @Override
    public int read(Connection connection, byte[] target, int offset, int length)
        throws IOException {
      if (chunk == 0 && !next(connection)) {
        return -1;
      }
      int count = connection.read(target, offset, (int) Math.min(length, chunk));
      if (count < 0) {
        throw new EOFException("the connection was closed in a chunk");
      }
      chunk -= count;
      return count;
    }

    private boolean next(Connection connection) throws IOException {
      if (!first && !required(connection).isEmpty()) {
        throw new MalformedReplyException("a chunk is longer than it said");
      }
      first = false;
      chunk = size(required(connection));
      if (chunk > 0) {
        return true;
      }
      for (int i = 0; i < MAX_TRAILERS; i++) {
        if (required(connection).isEmpty()) {
          ended = true;
          return false;
        }
      }
      throw new MalformedReplyException("too many trailers");
    }

    private String required(Connection connection) throws IOException {
      String text = connection.line(line, MAX_LINE);
      if (text == null) {
        throw new EOFException("the connection was closed between chunks");
      }
      return text;
    }

    private static long size(String text) throws IOException {
      int end = text.indexOf(';');
      String digits = (end < 0 ? text : text.substring(0, end)).strip();
      long size = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = Character.digit(digits.charAt(i), 16);
        if (digit < 0 || size > Long.MAX_VALUE >> 4) {
          throw new MalformedReplyException("the size of a chunk is malformed");
        }
        size = 16 * size + digit;
      }
      if (digits.isEmpty()) {
        throw new MalformedReplyException("the size of a chunk is missing");
      }
      return size;
    }

    @Override
    public long left() {
      return ended ? 0 : Long.MAX_VALUE;
    }

    @Override
    public boolean isDelimited() {
      return true;
    }
  }
}
