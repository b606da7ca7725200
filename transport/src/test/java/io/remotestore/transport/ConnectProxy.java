package io.remotestore.transport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that gives ways through to one server, whatever name it is asked for, and writes down
 * what it could read on them.
 */
final class ConnectProxy implements Closeable {
  /** How much it passes on at once. */
  static final int PIECE = 1024;

  /** Decides when the next piece of what the server says is passed on. */
  interface Pace {
    void before() throws IOException;
  }

  private final int target;
  private final @Nullable String authorization;
  private final Pace pace;
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private final ScriptedServer server;

  /** Lets those through who name themselves so, or all where that is null. */
  ConnectProxy(int target, @Nullable String authorization) throws IOException {
    this(target, authorization, () -> {});
  }

  ConnectProxy(int target, @Nullable String authorization, Pace pace) throws IOException {
    this.target = target;
    this.authorization = authorization;
    this.pace = pace;
    this.server = new ScriptedServer(this::serve);
  }

  private void serve(ScriptedServer.Exchange exchange) throws IOException {
    String head = exchange.head();
    if (authorization != null
        && !head.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
      exchange.say(
          "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n"
              + "Content-Length: 3\r\n\r\nno!");
      exchange.untilClosed();
      return;
    }
    try (Socket way = new Socket(InetAddress.getLoopbackAddress(), target)) {
      exchange.say("HTTP/1.1 200 Connection established\r\n\r\n");
      Thread down = new Thread(() -> down(way, exchange), "connect-proxy");
      down.setDaemon(true);
      down.start();
      up(exchange.in(), way.getOutputStream());
    }
  }

  private void up(InputStream from, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
      passed.write(piece, 0, count);
      to.write(piece, 0, count);
    }
  }

  private void down(Socket from, ScriptedServer.Exchange to) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        pace.before();
        to.out().write(piece, 0, count);
      }
      to.close();
    } catch (IOException e) {
      // One side is gone, and the other is told by the end of its connection.
    }
  }

  ProxyOptions options(@Nullable String shown, String... exclusions) {
    return new ProxyOptions("127.0.0.1", server.port(), shown, List.of(exclusions));
  }

  int port() {
    return server.port();
  }

  /** The requests for ways through. */
  List<String> heads() {
    return server.heads();
  }

  int accepted() {
    return server.accepted();
  }

  /** What clients said on their ways through. */
  String passed() {
    return passed.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
