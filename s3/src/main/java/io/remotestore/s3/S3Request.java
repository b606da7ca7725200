package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpRequest.Reuse;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request to the bucket or to one of its keys, before it is signed. */
final class S3Request {
  private final String method;
  private final String key;
  private final Map<String, String> query = new TreeMap<>();
  private final Map<String, String> headers = new TreeMap<>();
  private @Nullable Content body;
  private Reuse reuse = Reuse.ANY;

  /** An empty key is the bucket itself. */
  S3Request(String method, String key) {
    this.method = method;
    this.key = key;
  }

  S3Request query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** Adds a field; nothing for null. */
  S3Request header(String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
    return this;
  }

  S3Request body(Content value) {
    body = value;
    return this;
  }

  /** Asks for a connection that was used a moment ago: a lost reply would cost a look. */
  S3Request recent() {
    reuse = Reuse.RECENT;
    return this;
  }

  String method() {
    return method;
  }

  String key() {
    return key;
  }

  Map<String, String> query() {
    return query;
  }

  /** A new list of the fields, for a signature to be added to. */
  Headers headers() {
    Headers list = Headers.create();
    headers.forEach(list::add);
    return list;
  }

  @Nullable Content body() {
    return body;
  }

  Reuse reuse() {
    return reuse;
  }
}
