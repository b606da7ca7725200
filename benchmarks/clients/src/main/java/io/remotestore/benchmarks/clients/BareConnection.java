package io.remotestore.benchmarks.clients;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One socket of one thread, and HTTP/1.1 over it with as little as it takes: of a reply's head its
 * status, its length and its ETag are looked at. Nothing is repeated, nothing times out.
 */
final class BareConnection implements Closeable {
  private final BareSigner signer;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[256 << 10];
  private int from;
  private int to;
  private String head = "";
  private long length;
  private long usedNanos;

  BareConnection(Place place) throws IOException, GeneralSecurityException {
    this.signer = new BareSigner(place);
    this.socket = open(place);
    this.usedNanos = System.nanoTime();
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  private static Socket open(Place place) throws IOException {
    URI at = place.endpoint();
    Socket socket =
        place.isTls()
            ? SSLSocketFactory.getDefault().createSocket(at.getHost(), at.getPort())
            : new Socket(at.getHost(), at.getPort());
    socket.setTcpNoDelay(true);
    if (socket instanceof SSLSocket tls) {
      tls.startHandshake();
    }
    return socket;
  }

  /** Sends a request and reads the head of its reply; a status other than 2xx is an exception. */
  void send(String method, String path, String headers, byte[] body, int offset, int size)
      throws IOException, GeneralSecurityException {
    byte[] bytes =
        signer.head(
            method, path, body.length > 0 ? headers + "Content-Length: " + size + "\r\n" : headers);
    usedNanos = System.nanoTime();
    out.write(bytes);
    if (size > 0) {
      out.write(body, offset, size);
    }
    readHead();
    if (head.charAt(9) != '2') {
      byte[] text = method.equals("HEAD") ? new byte[0] : whole();
      throw new IOException(head + new String(text, StandardCharsets.UTF_8));
    }
  }

  void send(String method, String path) throws IOException, GeneralSecurityException {
    send(method, path, "", new byte[0], 0, 0);
  }

  private void readHead() throws IOException {
    from = 0;
    to = 0; // nothing is left of the reply before
    int end = headEnd(from);
    while (end < 0) {
      int seen = Math.max(from, to - 3);
      fill();
      end = headEnd(seen);
    }
    head = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
    from = end;
    String told = header("content-length");
    length = told.isEmpty() ? -1 : Long.parseLong(told);
  }

  /** Where the head ends, -1 where it is not all there. */
  private int headEnd(int seen) {
    for (int i = seen; i + 3 < to; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private void fill() throws IOException {
    if (from == to) {
      from = 0;
      to = 0;
    }
    if (to == buffer.length) {
      throw new IOException("the head of the reply is too long");
    }
    int n = in.read(buffer, to, buffer.length - to);
    if (n < 0) {
      throw new EOFException("the server closed the connection");
    }
    to += n;
  }

  /** A header of the reply, empty where there is none. */
  String header(String name) {
    for (int at = head.indexOf('\n') + 1; at > 0 && at < head.length(); ) {
      int end = head.indexOf('\r', at);
      if (head.regionMatches(true, at, name, 0, name.length())
          && head.charAt(at + name.length()) == ':') {
        return head.substring(at + name.length() + 1, end).strip();
      }
      at = end + 2;
    }
    return "";
  }

  /** The length of the reply's body, as its head tells. */
  long length() {
    return length;
  }

  /** When it was used last, by {@link System#nanoTime}. */
  long usedNanos() {
    return usedNanos;
  }

  /** Drops the body; returns how long it was. */
  long drop() throws IOException {
    long left = length;
    while (left > 0) {
      if (from == to) {
        fill();
      }
      int n = (int) Math.min(left, to - from);
      from += n;
      left -= n;
    }
    return length;
  }

  /** Reads the body into an array. */
  void into(byte[] target, int offset) throws IOException {
    int at = offset;
    int end = offset + Math.toIntExact(length);
    int there = Math.min(end - at, to - from);
    System.arraycopy(buffer, from, target, at, there);
    from += there;
    at += there;
    while (at < end) {
      int n = in.read(target, at, end - at);
      if (n < 0) {
        throw new EOFException("the server closed the connection");
      }
      at += n;
    }
  }

  /** Takes bytes of a body as they come. */
  interface Sink {
    void take(byte[] bytes, int offset, int length) throws IOException;
  }

  /** Hands the body on. */
  void into(Sink sink) throws IOException {
    long left = length;
    while (left > 0) {
      if (from == to) {
        fill();
      }
      int n = (int) Math.min(left, to - from);
      sink.take(buffer, from, n);
      from += n;
      left -= n;
    }
  }

  /** The body of any reply but one to HEAD, whole. */
  byte[] whole() throws IOException {
    if (length >= 0) {
      byte[] all = new byte[Math.toIntExact(length)];
      into(all, 0);
      return all;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (header("transfer-encoding").toLowerCase(Locale.ROOT).equals("chunked")) {
      for (length = chunk(); length > 0; length = chunk()) {
        into(all::write);
        String unused = line();
      }
      String unused = line();
    }
    return all.toByteArray();
  }

  private long chunk() throws IOException {
    return Long.parseLong(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      if (from == to) {
        fill();
      }
      char next = (char) (buffer[from++] & 0xff);
      if (next == '\n') {
        return text.toString().strip();
      }
      text.append(next);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
