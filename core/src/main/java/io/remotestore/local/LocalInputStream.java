package io.remotestore.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A run of bytes of an open file. */
final class LocalInputStream extends InputStream {
  /** The JDK keeps a buffer outside the heap as large as the largest read of each thread. */
  static final int MAX_READ = 256 * 1024;

  private final FileChannel channel;
  private final long end;
  private long position;

  LocalInputStream(FileChannel channel, long start, long end) {
    this.channel = channel;
    this.position = start;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(Math.min(length, MAX_READ), end - position);
    int n = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
    position += Math.max(0, n);
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
