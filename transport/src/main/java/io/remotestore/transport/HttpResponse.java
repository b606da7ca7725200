package io.remotestore.transport;

import java.io.Closeable;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A reply whose body is still to be read. Close it, read to its end or not. For one thread. */
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

  /** How many bytes the body has; -1 where that is not known. */
  public long length() {
    return length;
  }

  /** The body; at its end the connection is free. One that breaks off throws. */
  public InputStream body() {
    return body;
  }

  /** Gives the connection back; what little is left of the body is read, else it is dropped. */
  @Override
  public void close() {
    body.close();
  }
}
