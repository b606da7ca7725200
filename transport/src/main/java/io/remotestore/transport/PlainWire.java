package io.remotestore.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Plain bytes. The channel wakes an interrupted thread; a plain socket would not. */
final class PlainWire implements Wire {
  /** The most bytes of one call: the JDK keeps a buffer of that size for each thread. */
  private static final int MOST = 128 * 1024;

  private final SocketChannel channel;

  PlainWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(target, offset, Math.min(length, MOST)));
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      at += channel.write(ByteBuffer.wrap(source, at, Math.min(end - at, MOST)));
    }
  }

  @Override
  public boolean isStale() {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.allocate(1)) != 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void abort() {
    Quietly.close(channel);
  }
}
