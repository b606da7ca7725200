package io.remotestore.kernel;

import io.remotestore.FileInfo;
import io.remotestore.StoreInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A stream over a reader that reads cheaply at any position. */
final class ReaderStream extends StoreInputStream {
  private final KernelReader reader;
  private final long start;
  private long position;
  private boolean closed;

  ReaderStream(KernelReader reader, OperationCall call, long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset is negative: " + offset);
    }
    if (offset > reader.size()) {
      throw Reads.beyondEnd(call, offset, reader.size());
    }
    this.reader = reader;
    this.start = offset;
    this.position = offset;
  }

  @Override
  public FileInfo info() {
    return reader.info();
  }

  @Override
  public long startOffset() {
    return start;
  }

  @Override
  public long length() {
    return reader.size() - start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException("The stream is closed");
    }
    int n = reader.read(position, ByteBuffer.wrap(target, offset, length));
    position += Math.max(0, n);
    return n;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, reader.size() - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, reader.size() - position);
  }

  @Override
  public void close() {
    closed = true;
  }
}
