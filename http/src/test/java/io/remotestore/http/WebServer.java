package io.remotestore.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A web server on a socket of this machine, whose every reply is the test's own. */
final class WebServer implements Closeable {

  /** What answers requests. */
  @FunctionalInterface
  interface Site {
    Answer answer(Asked asked) throws IOException;
  }

  /** A request; header names in lower case. */
  record Asked(String method, String target, Map<String, String> headers) {
    String path() {
      int question = target.indexOf('?');
      return question < 0 ? target : target.substring(0, question);
    }

    @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  private final ServerSocket socket;
  private final Site site;
  private final String scheme;
  private final Set<Socket> open = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  WebServer(Site site) throws IOException {
    this("http", ServerSocketFactory.getDefault(), site);
  }

  WebServer(String scheme, ServerSocketFactory sockets, Site site) throws IOException {
    this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.site = site;
    Thread acceptor = new Thread(this::accept, "web-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  String url() {
    return scheme + "://127.0.0.1:" + socket.getLocalPort() + "/";
  }

  /** How many connections there were. */
  int accepted() {
    return accepted.get();
  }

  /** Waits until this side of each connection is closed. */
  void awaitClosed() {
    while (!open.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("still open: " + open);
      }
    }
  }

  /** All requests, in the order of their arrival. */
  List<Asked> asked() {
    return asked;
  }

  /** Methods and targets of all requests. */
  List<String> lines() {
    return asked.stream().map(each -> each.method() + " " + each.target()).toList();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        accepted.incrementAndGet();
        connection.setTcpNoDelay(true);
        open.add(connection);
        Thread server = new Thread(() -> serve(connection), "web-connection");
        server.setDaemon(true);
        server.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 64 * 1024);
      boolean more = true;
      while (more) {
        Asked request = read(in);
        asked.add(request);
        more = site.answer(request).send(request.method(), out);
        out.flush();
      }
    } catch (IOException e) {
      // The other side is gone: tests look at what it saw.
    } finally {
      open.remove(connection);
    }
  }

  private static Asked read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (one, two) -> one + ", " + two);
    }
    return new Asked(first[0], first[1], headers);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket each : open) {
      each.close();
    }
  }

  /** A reply, and how it is sent. */
  static final class Answer {
    private enum Framing {
      LENGTH,
      CHUNKS,
      CLOSE
    }

    private final StringBuilder fields = new StringBuilder();
    private final int status;
    private byte[] body = new byte[0];
    private Framing framing = Framing.LENGTH;
    private int declared = -1;
    private int cutAfter = -1;
    private @Nullable String raw;

    private Answer(int status) {
      this.status = status;
    }

    static Answer of(int status) {
      return new Answer(status);
    }

    static Answer text(String text) {
      return of(200).body(text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(int status, String location) {
      return of(status).header("Location", location);
    }

    /** Exactly these characters, whatever they mean; then the connection ends. */
    static Answer raw(String text) {
      Answer answer = of(200);
      answer.raw = text;
      return answer;
    }

    Answer header(String name, String value) {
      fields.append(name).append(": ").append(value).append("\r\n");
      return this;
    }

    Answer body(byte[] value) {
      this.body = value;
      return this;
    }

    /** Sends no length but chunks. */
    Answer chunked() {
      this.framing = Framing.CHUNKS;
      return this;
    }

    /** Sends no length: the body ends with the connection. */
    Answer untilClose() {
      this.framing = Framing.CLOSE;
      return this;
    }

    /** Says another length than that of the body. */
    Answer declaring(int length) {
      this.declared = length;
      return this;
    }

    /** Ends the connection after some bytes of the body. */
    Answer cutAfter(int bytes) {
      this.cutAfter = bytes;
      return this;
    }

    /** Returns false where the connection ends with it. */
    boolean send(String method, OutputStream out) throws IOException {
      if (raw != null) {
        write(out, raw);
        return false;
      }
      write(out, "HTTP/1.1 " + status + " Some Reason\r\n" + fields);
      if (framing == Framing.CHUNKS) {
        write(out, "Transfer-Encoding: chunked\r\n");
      } else if (framing == Framing.LENGTH && status != 304) {
        write(out, "Content-Length: " + (declared < 0 ? body.length : declared) + "\r\n");
      }
      write(out, "\r\n");
      if (method.equals("HEAD") || status == 304) {
        return true;
      }
      return sendBody(out);
    }

    private boolean sendBody(OutputStream out) throws IOException {
      int length = cutAfter < 0 ? body.length : Math.min(cutAfter, body.length);
      if (framing != Framing.CHUNKS) {
        out.write(body, 0, length);
        return cutAfter < 0 && framing == Framing.LENGTH;
      }
      for (int at = 0; at < length; at += 1000) {
        int count = Math.min(1000, length - at);
        write(out, Integer.toHexString(count) + "\r\n");
        out.write(body, at, count);
        write(out, "\r\n");
      }
      if (cutAfter < 0) {
        write(out, "0\r\n\r\n");
      }
      return cutAfter < 0;
    }

    private static void write(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
