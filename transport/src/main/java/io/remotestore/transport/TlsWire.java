package io.remotestore.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/** The bytes encrypted by the JDK, over a channel that wakes an interrupted thread. */
final class TlsWire implements Wire {
  private final SocketChannel channel;
  private final ReadAheadSocket ahead;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;

  private TlsWire(SocketChannel channel, ReadAheadSocket ahead, SSLSocket socket)
      throws IOException {
    this.channel = channel;
    this.ahead = ahead;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Shakes hands over a connected channel. */
  static TlsWire shakeHands(SocketChannel channel, Tls tls, Endpoint endpoint) throws IOException {
    ReadAheadSocket ahead = new ReadAheadSocket(channel.socket());
    return new TlsWire(channel, ahead, tls.wrap(ahead, endpoint));
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(target, offset, length);
  }

  /** A record is read whole, however long it takes to arrive. */
  @Override
  public void onArrival(Runnable task) {
    ahead.onArrival(task);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
  }

  /**
   * Reading waits for a millisecond, so it is done only if there are bytes. They may be a close, or
   * only a message about the session.
   */
  @Override
  public boolean isStale() {
    try {
      if (in.available() > 0) {
        return true;
      }
      if (!ahead.holdsBytes() && !isReadable()) {
        return false;
      }
      socket.setSoTimeout(1);
      try {
        int unused = in.read();
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      } finally {
        socket.setSoTimeout(0);
      }
    } catch (IOException e) {
      return true;
    }
  }

  /** Checks the channel without reading from it: the session would miss the bytes. */
  private boolean isReadable() throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      return selector.selectNow() > 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  /** Closes the channel only: closing the session would wait for a thread that writes. */
  @Override
  public void abort() {
    Quietly.close(channel);
  }
}
