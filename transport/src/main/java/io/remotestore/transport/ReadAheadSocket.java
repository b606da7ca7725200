package io.remotestore.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A connected socket that reads all available bytes from the network, beyond the requested ones:
 * the JDK's TLS reads twice for each record, its head and its body.
 */
final class ReadAheadSocket extends Socket {
  /** Two records and more. */
  private static final int AHEAD = 40 * 1024;

  private final Socket socket;
  private final Ahead in;

  ReadAheadSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new Ahead(socket.getInputStream());
  }

  /** Whether there are bytes that no read has taken yet. */
  boolean holdsBytes() {
    return in.position < in.limit;
  }

  /** Runs a task whenever bytes arrive. */
  void onArrival(Runnable task) {
    in.arrival = task;
  }

  private static final class Ahead extends InputStream {
    private final InputStream source;
    private Runnable arrival = () -> {};
    private final byte[] bytes = new byte[AHEAD];
    private int position;
    private int limit;

    private Ahead(InputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      return position < limit || fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position == limit && !fill()) {
        return -1;
      }
      int count = Math.min(length, limit - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }

    private boolean fill() throws IOException {
      int count = source.read(bytes, 0, bytes.length); // a timeout leaves everything as it is
      position = 0;
      limit = Math.max(0, count);
      arrival.run();
      return limit > 0;
    }

    @Override
    public int available() throws IOException {
      return limit - position + source.available();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return socket.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return socket.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    socket.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public synchronized void setSoTimeout(int millis) throws SocketException {
    socket.setSoTimeout(millis);
  }

  @Override
  public synchronized int getSoTimeout() throws SocketException {
    return socket.getSoTimeout();
  }

  @Override
  public void setSoLinger(boolean on, int seconds) throws SocketException {
    socket.setSoLinger(on, seconds);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return socket.getSoLinger();
  }

  @Override
  public InetAddress getInetAddress() {
    return socket.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getPort() {
    return socket.getPort();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return socket.getLocalSocketAddress();
  }

  @Override
  public synchronized void close() throws IOException {
    socket.close();
  }
}
