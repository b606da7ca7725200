package io.remotestore.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The two connections of a proxied one, which end together. */
final class Link implements Closeable {
  private final List<Socket> sockets = new ArrayList<>();
  private boolean closed;

  /** Makes a connection part of this; it ends at once where the others did. */
  synchronized Socket add(Socket socket) throws IOException {
    sockets.add(socket);
    if (closed) {
      socket.close();
    }
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Ends both, in the way of a fault. */
  void end(WireFault.End end) throws IOException {
    if (end == WireFault.End.RESET) {
      reset();
    }
    close();
  }

  private synchronized void reset() throws IOException {
    for (Socket socket : sockets) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0); // a close now resets
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
