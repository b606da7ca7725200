package io.remotestore.transport;

import io.remotestore.Content;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the HTTP/1.1 on it (RFC 9112): one exchange after the other, each used by one
 * thread. {@link #abort} may come from any.
 */
final class Connection {
  /** The size of the read buffer: a small file arrives with its head in one read. */
  private static final int IN_BYTES = 32 * 1024;

  /** Reads of at least this size bypass the buffer. */
  private static final int DIRECT = 8 * 1024;

  private static final int OUT_BYTES = 32 * 1024;

  /** The most bytes of one wait: a write to a channel takes no more anyway. */
  private static final int PIECE = 128 * 1024;

  /** The limit of 1xx replies before the final one. */
  private static final int MAX_INTERIM = 10;

  /** No wait is going on. */
  private static final long IDLE = 0;

  /** A wait took too long, and another thread is about to end it. */
  private static final long CLAIMED = Long.MIN_VALUE;

  private static final AtomicLongFieldUpdater<Connection> WAITING_SINCE =
      AtomicLongFieldUpdater.newUpdater(Connection.class, "waitingSince");

  private final Endpoint endpoint;
  private final Wire wire;
  private final LongSupplier nanoClock;
  private final long openedAt;
  private final byte[] in = new byte[IN_BYTES];
  private int position;
  private int limit;
  private final byte[] out = new byte[OUT_BYTES];
  private int filled;
  private long usedAt;

  /** When the current wait for the other side began; read by the watchdog. */
  private volatile long waitingSince = IDLE;

  private volatile @Nullable String abortedBecause;

  Connection(Endpoint endpoint, Wire wire, LongSupplier nanoClock) {
    this.endpoint = endpoint;
    this.wire = wire;
    this.nanoClock = nanoClock;
    this.openedAt = nanoClock.getAsLong();
    this.usedAt = openedAt;
    wire.onArrival(this::waitGoesOn);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  // ---------------------------------------------------------------- its life

  long openedAt() {
    return openedAt;
  }

  /** When the last exchange ended. */
  long usedAt() {
    return usedAt;
  }

  void used() {
    usedAt = nanoClock.getAsLong();
  }

  boolean isStale() {
    return position < limit || wire.isStale();
  }

  /** When the current wait began, or 0. */
  long waitingSince() {
    return waitingSince;
  }

  /** Ends the current wait, if it began longer ago than that. */
  void endWait(long patience, String reason) {
    long since = waitingSince;
    boolean isOver = since == IDLE || since == CLAIMED || nanoClock.getAsLong() - since <= patience;
    // Between the look and the end, the wait may have ended, and the connection serve another.
    if (!isOver && WAITING_SINCE.compareAndSet(this, since, CLAIMED)) {
      abort(reason);
    }
  }

  void abort(String reason) {
    if (abortedBecause == null) {
      abortedBecause = reason;
    }
    wire.abort();
  }

  boolean isAborted() {
    return abortedBecause != null;
  }

  /**
   * Creates an exception. If the connection was aborted, its reason replaces the socket's error.
   */
  TransportException failure(Reached reached, String problem, IOException cause) {
    String reason = abortedBecause;
    return new TransportException(reached, reason == null ? problem : reason, cause);
  }

  // ---------------------------------------------------------------- bytes

  private void waitBegins() {
    long now = nanoClock.getAsLong();
    waitingSince = now == IDLE || now == CLAIMED ? 1 : now;
  }

  private void waitEnded() throws IOException {
    if (!endsWait()) {
      throw new IOException("the wait was ended");
    }
  }

  /** Notes the end of a wait; returns false if another thread is about to end the connection. */
  private boolean endsWait() {
    long since = waitingSince;
    return since != CLAIMED && WAITING_SINCE.compareAndSet(this, since, IDLE);
  }

  /**
   * Bytes that arrive end the silence even if more are needed: one wait ends, and another begins.
   */
  private void waitGoesOn() {
    if (waitingSince != IDLE && endsWait()) {
      waitBegins();
    }
  }

  private int receive(byte[] target, int offset, int length) throws IOException {
    waitBegins();
    int count = wire.read(target, offset, length);
    waitEnded();
    return count;
  }

  /** Sends in pieces: the wait for each is one of its own, so that an upload may take long. */
  private void send(byte[] source, int offset, int length) throws IOException {
    int left = length;
    while (left > 0) {
      int count = Math.min(left, PIECE);
      waitBegins();
      wire.write(source, offset + length - left, count);
      waitEnded();
      left -= count;
    }
  }

  /** Returns false at the end of what arrives. */
  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, receive(in, 0, in.length));
    return limit > 0;
  }

  /** Reads at least one byte of a body; returns -1 if the other side closed. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= DIRECT) {
        return receive(target, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(in, position, target, offset, count);
    position += count;
    return count;
  }

  /** Reads one byte; returns -1 if the other side closed. */
  int read() throws IOException {
    return position < limit || fill() ? in[position++] & 0xff : -1;
  }

  // ---------------------------------------------------------------- requests

  private void put(String text) throws IOException {
    int length = text.length();
    for (int at = 0; at < length; ) {
      if (filled == out.length) {
        flush();
      }
      int count = Math.min(length - at, out.length - filled);
      copyLatin1(text, at, count);
      filled += count;
      at += count;
    }
  }

  /** Characters of fields and targets are bytes; only this method copies them without a loop. */
  @SuppressWarnings("deprecation")
  private void copyLatin1(String text, int from, int count) {
    text.getBytes(from, from + count, out, filled);
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (length <= out.length - filled) {
      System.arraycopy(bytes, offset, out, filled, length);
      filled += length;
      return;
    }
    flush();
    send(bytes, offset, length);
  }

  private void flush() throws IOException {
    if (filled > 0) {
      send(out, 0, filled);
      filled = 0;
    }
  }

  /**
   * Sends a request.
   *
   * @param target its target, in the form for the server or the proxy
   * @param forProxy fields for the proxy, none for the server
   * @return null, or the reason why the body was not sent whole: there may be an answer all the
   *     same
   */
  @Nullable IOException send(HttpRequest request, String target, Headers forProxy)
      throws IOException {
    filled = 0;
    put(request.method());
    put(" ");
    put(target);
    put(" HTTP/1.1\r\nHost: ");
    put(request.endpoint().authority());
    put("\r\n");
    put(request.headers());
    put(forProxy);
    Content body = request.body();
    if (body == null) {
      // Servers may wait for the length of a body, or refuse a request without one (RFC 9110, 8.6).
      boolean meant = request.method().equals("POST") || request.method().equals("PUT");
      put(meant ? "Content-Length: 0\r\n\r\n" : "\r\n");
      return attempt(this::flush);
    }
    boolean chunked = body.size() == Content.UNKNOWN_SIZE;
    put(
        chunked
            ? "Transfer-Encoding: chunked\r\n\r\n"
            : "Content-Length: " + body.size() + "\r\n\r\n");
    return sendBody(body, chunked);
  }

  private void put(Headers headers) throws IOException {
    for (int i = 0; i < headers.size(); i++) {
      put(headers.name(i));
      put(": ");
      put(headers.value(i));
      put("\r\n");
    }
  }

  private @Nullable IOException sendBody(Content body, boolean chunked) throws IOException {
    byte[] array = chunked ? null : body.array();
    if (array != null) {
      return attempt(
          () -> {
            put(array, 0, array.length);
            flush();
          });
    }
    try (InputStream from = body.open(0)) {
      return chunked ? sendChunks(from) : sendBytes(from, body.size());
    }
  }

  private interface Sending {
    void run() throws IOException;
  }

  /**
   * A server may answer and close before it took the whole body. The answer is worth more than the
   * error.
   */
  private static @Nullable IOException attempt(Sending sending) {
    try {
      sending.run();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /**
   * The last piece is sent only after the content has ended there: without it, the server stores
   * nothing.
   */
  private @Nullable IOException sendBytes(InputStream from, long size) throws IOException {
    byte[] buffer = new byte[(int) Math.min(Math.max(size, 1), 128 * 1024)];
    long left = size;
    while (left > 0) {
      int count = from.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
      if (count == 0) {
        throw new ContentLengthException(
            "the content ended after " + (size - left) + " of " + size + " bytes");
      }
      if (left == count) {
        requireEnd(from, size);
      }
      IOException failed = attempt(() -> put(buffer, 0, count));
      if (failed != null) {
        return failed;
      }
      left -= count;
    }
    if (size == 0) {
      requireEnd(from, size);
    }
    return attempt(this::flush);
  }

  private static void requireEnd(InputStream from, long size) throws IOException {
    if (from.read() >= 0) {
      throw new ContentLengthException("the content is longer than its " + size + " bytes");
    }
  }

  private @Nullable IOException sendChunks(InputStream from) throws IOException {
    byte[] buffer = new byte[128 * 1024];
    while (true) {
      int count = from.readNBytes(buffer, 0, buffer.length);
      IOException failed =
          attempt(
              () -> {
                if (count > 0) {
                  put(Integer.toHexString(count));
                  put("\r\n");
                  put(buffer, 0, count);
                  put("\r\n");
                }
                if (count < buffer.length) {
                  put("0\r\n\r\n");
                }
                flush();
              });
      if (failed != null || count < buffer.length) {
        return failed;
      }
    }
  }

  // ---------------------------------------------------------------- replies

  /** Reads the head of the final reply; skips those of the 1xx kind, up to a limit. */
  ResponseHead head() throws IOException {
    for (int i = 0; i <= MAX_INTERIM; i++) {
      ResponseHead head = ResponseHead.read(this);
      if (head.status() >= 200) {
        return head;
      }
      if (head.status() == 101) {
        throw new MalformedReplyException(
            "the server changed the protocol, which was not requested");
      }
    }
    throw new MalformedReplyException(
        "the server announced its reply more than " + MAX_INTERIM + " times");
  }

  /** Reads a line without its end; null if the other side closed before the first byte. */
  @Nullable String line(StringBuilder line, int most) throws IOException {
    String whole = wholeLine();
    if (whole != null) {
      return whole;
    }
    line.setLength(0);
    while (true) {
      int begin = position;
      while (position < limit && in[position] != '\n') {
        position++;
      }
      if (position - begin + line.length() > most) {
        throw new MalformedReplyException("a line of the reply's head is too long");
      }
      line.append(new String(in, begin, position - begin, StandardCharsets.ISO_8859_1));
      if (position < limit) {
        position++;
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
          line.setLength(length - 1);
        }
        return line.toString();
      }
      if (!fill()) {
        if (line.length() == 0) {
          return null;
        }
        throw new IOException("the connection was closed in the reply's head");
      }
    }
  }

  /** Returns a line that is in the buffer whole, else null. */
  private @Nullable String wholeLine() {
    for (int at = position; at < limit; at++) {
      if (in[at] == '\n') {
        int begin = position;
        int end = at > begin && in[at - 1] == '\r' ? at - 1 : at;
        position = at + 1;
        return new String(in, begin, end - begin, StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }

  /** Returns whether unread bytes are in the buffer. */
  boolean hasInput() {
    return position < limit;
  }
}
