package io.remotestore.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The head of an HTTP/1.1 message as it came, and how its body ends. */
final class MessageHead {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int BUFFER = 64 * 1024;

  private final byte[] bytes;
  private final List<String> lines;

  private MessageHead(byte[] bytes) {
    this.bytes = bytes;
    this.lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** Reads a head; null where the other side closed before its first byte. */
  static @Nullable MessageHead read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int line = 0;
    while (true) {
      int c = in.read();
      if (c < 0) {
        if (head.size() == 0) {
          return null;
        }
        throw new EOFException("closed in the head of a message");
      }
      head.write(c);
      if (c != '\n') {
        line += c == '\r' ? 0 : 1;
      } else if (line == 0) {
        return new MessageHead(head.toByteArray());
      } else {
        line = 0;
      }
      if (head.size() > MAX_BYTES) {
        throw new IOException("the head of a message is too long");
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns the head without fields of these names. */
  byte[] without(Set<String> names) {
    if (names.isEmpty()) {
      return bytes;
    }
    StringBuilder kept = new StringBuilder();
    for (String line : lines) {
      boolean dropped =
          names.stream()
              .anyMatch(
                  name ->
                      line.startsWith(":", name.length())
                          && line.regionMatches(true, 0, name, 0, name.length()));
      if (!dropped) {
        kept.append(line).append("\r\n");
      }
    }
    return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns a word of the first line. */
  String word(int index) throws IOException {
    String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 3);
    if (index >= words.length) {
      throw new IOException("not HTTP: " + (lines.isEmpty() ? "" : lines.get(0)));
    }
    return words[index];
  }

  int status() throws IOException {
    try {
      return Integer.parseInt(word(1));
    } catch (NumberFormatException e) {
      throw new IOException("not the head of a reply: " + lines.get(0), e);
    }
  }

  private @Nullable String field(String name) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon == name.length() && line.regionMatches(true, 0, name, 0, colon)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }

  /** Whether a field has that value. */
  boolean says(String name, String value) {
    return value.equalsIgnoreCase(field(name));
  }

  boolean isChunked() {
    return says("Transfer-Encoding", "chunked");
  }

  /** The length that the head names, or -1. */
  private long length() throws IOException {
    String text = field("Content-Length");
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + text, e);
    }
  }

  /** Passes on the body of this request. */
  void copyRequestBody(InputStream from, OutputStream to) throws IOException {
    if (isChunked()) {
      copyChunks(from, to);
    } else {
      copy(from, to, Math.max(0, length()));
    }
  }

  /** Whether this reply's body ends with the connection. */
  boolean endsWithConnection(String method) throws IOException {
    return hasBody(method) && !isChunked() && length() < 0;
  }

  private boolean hasBody(String method) throws IOException {
    int status = status();
    return !method.equals("HEAD") && status >= 200 && status != 204 && status != 304;
  }

  /** Passes on the body of this reply. */
  void copyReplyBody(String method, InputStream from, OutputStream to) throws IOException {
    if (!hasBody(method)) {
      return;
    }
    if (isChunked()) {
      copyChunks(from, to);
    } else if (length() < 0) {
      copy(from, to);
    } else {
      copy(from, to, length());
    }
  }

  /** Passes on what comes until the end, at once. */
  static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
    }
  }

  private static void copy(InputStream from, OutputStream to, long length) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
    for (long left = length; left > 0; ) {
      int count = from.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("closed in the body of a message");
      }
      to.write(buffer, 0, count);
      left -= count;
    }
  }

  private static void copyChunks(InputStream from, OutputStream to) throws IOException {
    while (true) {
      byte[] line = line(from);
      to.write(line);
      long size = chunkSize(line);
      if (size == 0) {
        break;
      }
      copy(from, to, size + 2); // and the end of its line
    }
    byte[] trailer;
    do {
      trailer = line(from);
      to.write(trailer);
    } while (trailer.length > 2);
  }

  private static long chunkSize(byte[] line) throws IOException {
    String text = new String(line, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip();
    try {
      return Long.parseLong(text, 16);
    } catch (NumberFormatException e) {
      throw new IOException("not the size of a chunk: " + text, e);
    }
  }

  /** Reads a line with its end. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(32);
    int c;
    do {
      c = in.read();
      if (c < 0) {
        throw new EOFException("closed in the body of a message");
      }
      line.write(c);
    } while (c != '\n');
    return line.toByteArray();
  }
}
