package io.remotestore.testkit;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers every request with its first line and body. How, its path says: {@code /chunked}, {@code
 * /to-the-end}, {@code /nothing}, {@code /early} (before the body, and closes).
 */
final class CountingServer implements Closeable {
  private final ServerSocket listener;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What arrived: whole requests, and {@code cut} for each that did not. */
  final LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  CountingServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (!listener.isClosed()) {
            Socket client = listener.accept();
            open.add(client);
            start(() -> serve(client));
          }
        });
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // the other side is gone, or the test is over
              }
            },
            "counting-server");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      while (true) {
        StringBuilder head = new StringBuilder();
        try {
          String line = line(in);
          while (!line.isEmpty()) {
            head.append(line).append('\n');
            line = line(in);
          }
          String first = head.toString().lines().findFirst().orElseThrow();
          if (first.contains("/early")) {
            out.write(text("HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
          }
          String body = body(head.toString(), in);
          arrived.add((first.replace(" HTTP/1.1", "") + " " + body).strip());
          head.setLength(0);
          if (!answer(out, first, body)) {
            return;
          }
        } catch (IOException e) {
          if (head.length() > 0) {
            arrived.add("cut");
          }
          throw e;
        }
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("closed");
      }
      if (c == '\n') {
        return line.toString().strip();
      }
      line.append((char) c);
    }
  }

  private static String body(String head, InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    if (head.contains("Transfer-Encoding: chunked")) {
      int size = chunkSize(in);
      while (size > 0) {
        body.append(bytes(in, size));
        line(in);
        size = chunkSize(in);
      }
      while (!line(in).isEmpty()) {}
    }
    for (String field : head.lines().toList()) {
      if (field.startsWith("Content-Length: ")) {
        body.append(bytes(in, Integer.parseInt(field.substring(16))));
      }
    }
    return body.toString();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in).replaceFirst(";.*", ""), 16);
  }

  private static String bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("closed");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns whether the connection goes on. */
  private static boolean answer(OutputStream out, String first, String body) throws IOException {
    String reply = (first.replace(" HTTP/1.1", "") + " " + body).strip();
    if (first.contains("/nothing")) {
      out.write(text("HTTP/1.1 204 Nothing\r\n\r\n"));
      return true;
    }
    if (first.contains("/to-the-end")) {
      out.write(text("HTTP/1.1 200 OK\r\n\r\n" + reply));
      return false;
    }
    if (first.contains("/chunked")) {
      int half = reply.length() / 2;
      out.write(
          text(
              "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + chunk(reply.substring(0, half))
                  + chunk(reply.substring(half))
                  + "0\r\nTrailer: x\r\n\r\n"));
      return true;
    }
    out.write(text("HTTP/1.1 200 OK\r\nContent-Length: " + reply.length() + "\r\n\r\n"));
    if (!first.startsWith("HEAD")) {
      out.write(text(reply));
    }
    return true;
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + ";x=y\r\n" + text + "\r\n";
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
