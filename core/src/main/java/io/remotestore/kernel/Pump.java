package io.remotestore.kernel;

import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.RemoteStoreException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Carries the bytes of a source into a sink, and checks that they are what was announced. */
final class Pump {
  private static final int BUFFER = 256 * 1024;

  private Pump() {}

  static void run(OperationCall call, Content content, Sink sink, @Nullable ContentDigest expected)
      throws IOException {
    Digests digests = expected == null ? null : Digests.of(expected);
    byte[] array = content.array();
    if (array != null) {
      feed(call, sink, digests, array, array.length);
    } else {
      stream(call, content, sink, digests);
    }
    if (digests != null) {
      digests.verify();
    }
  }

  private static void stream(
      OperationCall call, Content content, Sink sink, @Nullable Digests digests)
      throws IOException {
    long size = content.size();
    byte[] buffer = new byte[size < 0 ? BUFFER : (int) Math.max(1, Math.min(BUFFER, size))];
    long total = 0;
    try (Source source = Source.open(call, content, 0)) {
      int n;
      do {
        call.check();
        n = source.read(buffer, 0, buffer.length);
        total += Math.max(0, n);
        requireAnnounced(call, size, total, n < 0);
        if (n > 0) {
          feed(call, sink, digests, buffer, n);
        }
      } while (n >= 0);
    }
  }

  /** Fails a source that holds more bytes, or at its end fewer, than it announced. */
  static void requireAnnounced(OperationCall call, long size, long total, boolean ended) {
    if (size >= 0 && total > size) {
      throw Source.failed(call, "it holds more than the " + size + " bytes announced", null);
    }
    if (size >= 0 && ended && total < size) {
      throw Source.failed(call, "it ended after " + total + " of " + size + " bytes", null);
    }
  }

  private static void feed(
      OperationCall call, Sink sink, @Nullable Digests digests, byte[] bytes, int length)
      throws IOException {
    if (digests != null) {
      digests.update(bytes, 0, length);
    }
    sink.write(bytes, 0, length);
    if (!(sink instanceof Multipart)) {
      call.transferred(length); // parts count themselves as they arrive
    }
  }

  /**
   * The caller's side of a write: what it throws is no failure of the backend, and never retried.
   */
  static final class Source implements AutoCloseable {
    private final OperationCall call;
    private final InputStream in;

    private Source(OperationCall call, InputStream in) {
      this.call = call;
      this.in = in;
    }

    static Source open(OperationCall call, Content content, long offset) {
      try {
        return new Source(call, content.open(offset));
      } catch (IOException e) {
        throw failed(call, describe(e), e);
      }
    }

    int read(byte[] buffer, int offset, int length) {
      try {
        return in.read(buffer, offset, length);
      } catch (IOException e) {
        throw failed(call, describe(e), e);
      }
    }

    private static String describe(IOException e) {
      return e.getMessage() == null ? e.getClass().getSimpleName() : e.toString();
    }

    static RemoteStoreException failed(
        OperationCall call, String why, @Nullable IOException cause) {
      for (Throwable t = cause; t != null; t = t.getCause()) {
        if (t instanceof RemoteStoreException typed) {
          return typed;
        }
      }
      if (cause instanceof java.io.InterruptedIOException
          && Thread.currentThread().isInterrupted()) {
        return call.interrupted(cause);
      }
      return new RemoteStoreException(
          call.details("The source of the bytes failed: " + why).build(), cause);
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw failed(call, describe(e), e);
      }
    }
  }
}
