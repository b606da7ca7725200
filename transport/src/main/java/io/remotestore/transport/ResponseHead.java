package io.remotestore.transport;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Status and fields of a reply (RFC 9112, sections 4 and 5). */
record ResponseHead(int status, boolean keepsAlive, Headers headers) {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_HEAD = 256 * 1024;

  /** Fields and the lines that continue them, each of which copies its field. */
  private static final int MAX_LINES = 300;

  static ResponseHead read(Connection connection) throws IOException {
    StringBuilder buffer = new StringBuilder(128);
    String line = connection.line(buffer, MAX_LINE);
    if (line == null) {
      throw new EOFException("the connection was closed before the reply");
    }
    int status = status(line);
    int length = line.length();
    int lines = 0;
    Headers headers = Headers.create();
    while (true) {
      String field = connection.line(buffer, MAX_LINE);
      if (field == null) {
        throw new EOFException("the connection was closed in the reply's head");
      }
      if (field.isEmpty()) {
        break;
      }
      lines++;
      length += field.length();
      if (length > MAX_HEAD || lines > MAX_LINES) {
        throw new MalformedReplyException("the head of the reply is too long");
      }
      if (isFolded(field)) {
        unfold(headers, field);
      } else {
        add(headers, field);
      }
    }
    return new ResponseHead(status, keepsAlive(line, headers), headers);
  }

  private static int status(String line) throws IOException {
    boolean http = line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ';
    if (!http) {
      throw new MalformedReplyException("the other side is not an HTTP/1.1 server");
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedReplyException("the other side is not an HTTP/1.1 server");
      }
      status = 10 * status + digit;
    }
    boolean longer = line.length() > 12 && line.charAt(12) >= '0' && line.charAt(12) <= '9';
    if (status < 100 || longer) {
      throw new MalformedReplyException("the reply has the status " + line.substring(9, 12));
    }
    return status;
  }

  /** Returns whether a line continues the field before it (RFC 9112, section 5.2). */
  private static boolean isFolded(String line) {
    return line.charAt(0) == ' ' || line.charAt(0) == '\t';
  }

  private static void unfold(Headers headers, String line) throws IOException {
    if (headers.size() == 0 || line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
      throw new MalformedReplyException("the head of the reply is malformed");
    }
    headers.appendToLast(line.strip());
  }

  private static void add(Headers headers, String field) throws IOException {
    int colon = field.indexOf(':');
    // A carriage return alone ends a line for some and not for others (RFC 9112, section 2.2).
    boolean split = field.indexOf('\r') >= 0 || field.indexOf('\0') >= 0;
    boolean spaced =
        colon > 0 && (field.charAt(colon - 1) == ' ' || field.charAt(colon - 1) == '\t');
    if (colon <= 0 || spaced || split) {
      throw new MalformedReplyException("the head of the reply is malformed");
    }
    headers.append(field.substring(0, colon), field.substring(colon + 1).strip());
  }

  /**
   * Returns whether the connection stays open. A {@code close} in one field overrides all others.
   */
  private static boolean keepsAlive(String line, Headers headers) {
    boolean old = line.charAt(7) == '0';
    if (old && headers.first("Transfer-Encoding") != null) {
      return false; // the framing of such a reply is unreliable (RFC 9112, section 6.1)
    }
    boolean kept = !old;
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase("Connection")) {
        String value = headers.value(i);
        if (names(value, "close")) {
          return false;
        }
        kept |= names(value, "keep-alive");
      }
    }
    return kept;
  }

  /** Returns whether a comma-separated list has that element. */
  private static boolean names(String list, String element) {
    if (list.equalsIgnoreCase(element)) {
      return true;
    }
    if (list.indexOf(',') >= 0) {
      for (String each : list.split(",", -1)) {
        if (each.strip().equalsIgnoreCase(element)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The length of the body, or null if the head does not give it.
   *
   * @throws IOException if the head gives two different lengths
   */
  @Nullable Long contentLength() throws IOException {
    Long length = null;
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase("Content-Length")) {
        for (String each : headers.value(i).split(",", -1)) { // equal ones may have been joined
          long value = number(each.strip());
          if (length != null && length != value) {
            throw new MalformedReplyException("the reply has two lengths");
          }
          length = value;
        }
      }
    }
    return length;
  }

  private static long number(String text) throws IOException {
    long value = 0;
    if (text.isEmpty() || text.length() > 18) {
      throw new MalformedReplyException("the length of the reply is malformed");
    }
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedReplyException("the length of the reply is malformed");
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /**
   * Returns whether the body comes in chunks.
   *
   * @throws IOException if it has another coding, or its end is given in two ways: a proxy may read
   *     another end (RFC 9112, section 6.3)
   */
  boolean isChunked() throws IOException {
    String coding = null;
    boolean sized = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.equalsIgnoreCase("Transfer-Encoding")) {
        coding = coding == null ? headers.value(i) : coding + "," + headers.value(i);
      } else if (name.equalsIgnoreCase("Content-Length")) {
        sized = true;
      }
    }
    if (coding == null) {
      return false;
    }
    if (sized) {
      throw new MalformedReplyException("the reply has a length and a transfer encoding");
    }
    String only = null;
    for (String each : coding.split(",", -1)) {
      String name = each.strip();
      if (name.isEmpty()) {
        continue; // an element of a list may be empty (RFC 9110, section 5.6.1)
      }
      if (only != null
          || !(name.equalsIgnoreCase("chunked") || name.equalsIgnoreCase("identity"))) {
        throw new MalformedReplyException(
            "the reply has a transfer encoding that was not requested");
      }
      only = name;
    }
    return only != null && only.equalsIgnoreCase("chunked");
  }
}
