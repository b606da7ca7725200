package io.remotestore.transport;

import java.io.Closeable;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A reply with an unread body. Close it, whether you read it to its end or not. For one thread. */
public final class HttpResponse implements Closeable {
  private final ResponseHead head;
  private final long length;
  private final Body body;

  HttpResponse(ResponseHead head, long length, Body body) {
    this.head = head;
    this.length = length;
    this.body = body;
  }

  /** The status code. */
  public int status() {
    return head.status();
  }

  /** The fields of the head. */
  public Headers headers() {
    return head.headers();
  }

  /** The first value of a field, or null. */
  public @Nullable String header(String name) {
    return head.headers().first(name);
  }

  /** The number of bytes of the body; -1 if unknown. */
  public long length() {
    return length;
  }

  /** The body. The connection is free at its end. A body that breaks off throws. */
  public InputStream body() {
    return body;
  }

  /** Returns the connection. Reads a small rest of the body, or drops the connection. */
  @Override
  public void close() {
    body.close();
  }
}
