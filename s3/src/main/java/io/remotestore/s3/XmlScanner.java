package io.remotestore.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Scans the tags of a small XML document of S3: no DTD, no processing beyond the declaration,
 * entities for five characters and by number. Prefixes of names are left out.
 */
final class XmlScanner {
  private static final int NAMES = 256;
  private static final String[] ENTITIES = {"quot", "amp", "lt", "gt", "apos"};
  private static final String MEANINGS = "\"&<>'";

  private final byte[] bytes;
  private final int end;
  private int position;
  private boolean start;
  private boolean selfClosed;
  private String name = "";
  private int textBegin;
  private int textEnd;
  private final String[] names = new String[NAMES];

  XmlScanner(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /**
   * Moves to the next tag; returns false at the end of the document.
   *
   * @throws IOException if it is not such a document
   */
  boolean next() throws IOException {
    if (selfClosed) {
      selfClosed = false;
      start = false;
      textBegin = position;
      textEnd = position;
      return true;
    }
    while (true) {
      textBegin = position;
      while (position < end && bytes[position] != '<') {
        position++;
      }
      textEnd = position;
      if (position == end) {
        return false;
      }
      position++;
      int kind = position < end ? bytes[position] : -1;
      if (kind == '?') {
        skipTo('?');
        continue;
      }
      if (kind == '!') {
        throw new IOException("the reply has a document type or a comment, which S3 never sends");
      }
      tag(kind == '/');
      return true;
    }
  }

  private void skipTo(char mark) throws IOException {
    while (position + 1 < end && !(bytes[position] == mark && bytes[position + 1] == '>')) {
      position++;
    }
    if (position + 1 >= end) {
      throw broken();
    }
    position += 2;
  }

  private void tag(boolean closing) throws IOException {
    start = !closing;
    if (closing) {
      position++;
    }
    int begin = position;
    while (position < end && !endsName(bytes[position])) {
      if (bytes[position] == ':') {
        begin = position + 1;
      }
      position++;
    }
    name = name(begin, position);
    int quote = 0;
    while (position < end && (quote != 0 || bytes[position] != '>')) {
      if (quote != 0) {
        quote = bytes[position] == quote ? 0 : quote;
      } else if (bytes[position] == '"' || bytes[position] == '\'') {
        quote = bytes[position];
      }
      position++;
    }
    if (position == end || name.isEmpty()) {
      throw broken();
    }
    selfClosed = start && bytes[position - 1] == '/';
    position++;
  }

  private static boolean endsName(byte b) {
    return b == '>' || b == '/' || b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** One string for each name, however often it comes. */
  private String name(int begin, int until) {
    int hash = until - begin;
    for (int i = begin; i < until; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = hash & (NAMES - 1);
    String known = names[slot];
    if (known != null && isSame(known, begin, until)) {
      return known;
    }
    String made = new String(bytes, begin, until - begin, StandardCharsets.UTF_8);
    names[slot] = made;
    return made;
  }

  private boolean isSame(String known, int begin, int until) {
    if (known.length() != until - begin) {
      return false;
    }
    for (int i = begin; i < until; i++) {
      if (known.charAt(i - begin) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static IOException broken() {
    return new IOException("the reply breaks off in a tag");
  }

  /** Returns whether the current tag opens an element; an empty element opens and closes. */
  boolean isStart() {
    return start;
  }

  /** The name of the current tag. */
  String name() {
    return name;
  }

  /** The text between the tag before and the current one: the content, where that closes a leaf. */
  String text() throws IOException {
    for (int i = textBegin; i < textEnd; i++) {
      if (bytes[i] == '&') {
        return plainlyDecoded(i);
      }
    }
    return new String(bytes, textBegin, textEnd - textBegin, StandardCharsets.UTF_8);
  }

  /** The five entities that have names are a byte each: ETags have two of them. */
  private String plainlyDecoded(int firstEntity) throws IOException {
    byte[] out = new byte[textEnd - textBegin];
    int length = firstEntity - textBegin;
    System.arraycopy(bytes, textBegin, out, 0, length);
    for (int i = firstEntity; i < textEnd; i++) {
      if (bytes[i] != '&') {
        out[length++] = bytes[i];
        continue;
      }
      int semicolon = i + 1;
      while (semicolon < textEnd && bytes[semicolon] != ';') {
        semicolon++;
      }
      int named = named(i + 1, semicolon);
      if (named < 0 || semicolon == textEnd) {
        return decoded();
      }
      out[length++] = (byte) named;
      i = semicolon;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private int named(int from, int until) {
    for (int i = 0; i < ENTITIES.length; i++) {
      if (isSame(ENTITIES[i], from, until)) {
        return MEANINGS.charAt(i);
      }
    }
    return -1;
  }

  private String decoded() throws IOException {
    String raw = new String(bytes, textBegin, textEnd - textBegin, StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c != '&') {
        out.append(c);
        at++;
        continue;
      }
      int semicolon = raw.indexOf(';', at);
      if (semicolon < 0) {
        throw new IOException("the reply has an entity without an end");
      }
      out.appendCodePoint(entity(raw.substring(at + 1, semicolon)));
      at = semicolon + 1;
    }
    return out.toString();
  }

  private static int entity(String text) throws IOException {
    int named = Arrays.asList(ENTITIES).indexOf(text);
    return named < 0 ? numbered(text) : MEANINGS.charAt(named);
  }

  private static int numbered(String text) throws IOException {
    try {
      boolean hex = text.startsWith("#x");
      int code = Integer.parseInt(text, hex ? 2 : 1, text.length(), hex ? 16 : 10);
      if (text.startsWith("#") && Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // Not a number: reported below.
    }
    throw new IOException("the reply has an unknown entity");
  }
}
