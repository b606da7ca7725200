package io.remotestore.transport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a socket of this machine that hands each connection to a script. */
final class ScriptedServer implements Closeable {

  /** What is done with a connection; its end closes it. */
  interface Script {
    void serve(Exchange exchange) throws IOException;
  }

  /** What lies between the bytes of a connection and its HTTP. */
  interface Layer {
    Socket over(Socket connection) throws IOException;
  }

  private final Endpoint.Security security;
  private final Layer layer;
  private final ServerSocket socket;
  private final Set<Socket> open = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  ScriptedServer(Script script) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  ScriptedServer(ServerSocket socket, Script script) {
    this(socket, Endpoint.Security.PLAIN, connection -> connection, script);
  }

  /** Encrypts; the layer shakes hands. */
  ScriptedServer(Layer tls, Script script) throws IOException {
    this(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        Endpoint.Security.TLS,
        tls,
        script);
  }

  private ScriptedServer(
      ServerSocket socket, Endpoint.Security security, Layer layer, Script script) {
    this.socket = socket;
    this.security = security;
    this.layer = layer;
    Thread acceptor = new Thread(() -> accept(script), "scripted-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept(Script script) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        accepted.incrementAndGet();
        open.add(connection);
        Thread server = new Thread(() -> serve(connection, script), "scripted-connection");
        server.setDaemon(true);
        server.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection, Script script) {
    try (connection) {
      script.serve(new Exchange(connection, layer.over(connection)));
    } catch (IOException e) {
      // The other side is gone: tests look at what it saw.
    } finally {
      open.remove(connection);
    }
  }

  Endpoint endpoint() {
    return endpoint("127.0.0.1");
  }

  /** The same under a name. */
  Endpoint endpoint(String host) {
    return new Endpoint(security, host, socket.getLocalPort());
  }

  int port() {
    return socket.getLocalPort();
  }

  int accepted() {
    return accepted.get();
  }

  /** The heads of all requests, in the order of their arrival. */
  List<String> heads() {
    return heads;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket each : open) {
      each.close();
    }
  }

  /** One connection. */
  final class Exchange {
    private final Socket connection;
    private final InputStream in;
    private final OutputStream out;

    private Exchange(Socket connection, Socket layered) throws IOException {
      this.connection = connection;
      this.in = new BufferedInputStream(layered.getInputStream());
      this.out = layered.getOutputStream();
    }

    InputStream in() {
      return in;
    }

    OutputStream out() {
      return out;
    }

    /** Reads the head of the next request. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("closed");
        }
        head.append((char) c);
      }
      heads.add(head.toString());
      return head.toString();
    }

    String body(int length) throws IOException {
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Waits until the other side closes. */
    void untilClosed() throws IOException {
      long unused = in.transferTo(OutputStream.nullOutputStream());
    }

    void close() throws IOException {
      connection.close();
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
    }
  }
}
