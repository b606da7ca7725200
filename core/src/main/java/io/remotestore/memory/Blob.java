package io.remotestore.memory;

import io.remotestore.Content;
import io.remotestore.spi.Call;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that never change, in chunks, so that no file needs one large array. */
final class Blob {
  private static final int CHUNK = 1 << 20;

  private final List<byte[]> chunks;
  private final long size;

  private Blob(List<byte[]> chunks, long size) {
    this.chunks = chunks;
    this.size = size;
  }

  /** Copies the bytes of {@code content}. */
  static Blob of(Content content, Call call) throws IOException {
    Builder builder = new Builder();
    byte[] array = content.array();
    if (array != null) {
      builder.add(array, 0, array.length);
      return builder.build();
    }
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = content.open(0)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        call.check();
        builder.add(buffer, 0, n);
      }
    }
    return builder.build();
  }

  long size() {
    return size;
  }

  /** Copies up to {@code length} bytes from {@code position} on; -1 at the end or beyond. */
  int copy(long position, byte[] target, int offset, int length) {
    if (position >= size) {
      return -1;
    }
    byte[] chunk = chunks.get((int) (position / CHUNK));
    int from = (int) (position % CHUNK);
    int n = Math.min(length, chunk.length - from);
    System.arraycopy(chunk, from, target, offset, n);
    return n;
  }

  /** The stream of {@code length} bytes from {@code start} on. */
  InputStream stream(long start, long length) {
    return new Stream(start, start + length);
  }

  /** Collects bytes into chunks. */
  static final class Builder {
    private final List<byte[]> full = new ArrayList<>();
    private byte[] current = new byte[0];
    private int filled;

    void add(byte[] bytes, int offset, int length) {
      int from = offset;
      int left = length;
      while (left > 0) {
        if (filled == CHUNK) {
          full.add(current);
          current = new byte[0];
          filled = 0;
        }
        int n = Math.min(left, CHUNK - filled);
        if (filled + n > current.length) {
          int grown = Math.max(filled + n, Math.min(CHUNK, current.length * 2));
          current = Arrays.copyOf(current, grown);
        }
        System.arraycopy(bytes, from, current, filled, n);
        filled += n;
        from += n;
        left -= n;
      }
    }

    Blob build() {
      List<byte[]> chunks = new ArrayList<>(full);
      if (filled > 0) {
        chunks.add(current.length == filled ? current : Arrays.copyOf(current, filled));
      }
      return new Blob(chunks, (long) full.size() * CHUNK + filled);
    }
  }

  private final class Stream extends InputStream {
    private final long end;
    private long position;

    private Stream(long start, long end) {
      this.position = start;
      this.end = end;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position >= end) {
        return -1;
      }
      int n = copy(position, target, offset, (int) Math.min(length, end - position));
      position += Math.max(0, n);
      return n;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, end - position);
    }
  }
}
