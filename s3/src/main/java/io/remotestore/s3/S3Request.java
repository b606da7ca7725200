package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpRequest.Reuse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request to the bucket or to one of its keys, before it is signed. */
final class S3Request {
  private static final String ENCODING = "content-encoding";
  private static final String AWS_CHUNKED = "aws-chunked";

  private final String method;
  private final String key;
  private final Map<String, String> query = new TreeMap<>();
  private final Map<String, String> headers = new TreeMap<>();
  private @Nullable Content body;
  private Reuse reuse = Reuse.ANY;
  private @Nullable ChecksumAlgorithm trailer;

  /** An empty key is the bucket itself. */
  S3Request(String method, String key) {
    this.method = method;
    this.key = key;
  }

  S3Request query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** Adds a field; null adds none. */
  S3Request header(String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
    return this;
  }

  S3Request without(String name) {
    headers.remove(name);
    return this;
  }

  S3Request body(Content value) {
    body = value;
    trailer = null;
    return this;
  }

  /** Sets content whose checksum follows it. */
  S3Request trailed(Content value, ChecksumAlgorithm algorithm) {
    body = value;
    trailer = algorithm;
    return this;
  }

  /** Requests a connection that was used a moment ago: a lost reply would cost a look. */
  S3Request recent() {
    reuse = Reuse.RECENT;
    return this;
  }

  /** Returns the same request, limited to the first byte. */
  S3Request asGetOfOneByte() {
    S3Request get = new S3Request("GET", key);
    get.query.putAll(query);
    get.headers.putAll(headers);
    return get.header("Range", "bytes=0-0");
  }

  /**
   * Returns whether the request has a condition on the current state, so that its repetition may be
   * refused.
   */
  boolean isConditional() {
    return headers.containsKey("If-None-Match") || headers.containsKey("If-Match");
  }

  /** Limits the request to that state, whatever its condition was. */
  S3Request onlyOver(@Nullable String etag) throws IOException {
    if (etag == null) {
      throw S3Errors.unproven(S3Writes.NO_ETAG, null);
    }
    headers.remove("If-None-Match");
    headers.put("If-Match", etag);
    return this;
  }

  /** Tells whether the request can be sent twice. */
  boolean isReplayable() {
    return body == null || body.replayable();
  }

  /** Tells whether a checksum follows the body. */
  boolean isTrailed() {
    return trailer != null;
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

  /** Returns a new list of the fields, to which a signature can be added. */
  Headers headers() {
    Headers list = Headers.create();
    if (trailer == null || body == null) {
      headers.forEach(list::add);
      return list;
    }
    headers.forEach((name, value) -> list.add(name, framed(name, value)));
    if (!headers.containsKey(ENCODING)) {
      list.add(ENCODING, AWS_CHUNKED);
    }
    list.add("x-amz-trailer", trailer.header());
    return list.add("x-amz-decoded-content-length", Long.toString(body.size()));
  }

  private static String framed(String name, String value) {
    return name.equals(ENCODING) ? AWS_CHUNKED + "," + value : value;
  }

  /** The value of the body in the signature. */
  String payload() {
    return trailer == null ? Signer.UNSIGNED : TrailedContent.PAYLOAD;
  }

  @Nullable Content body() {
    return trailer == null || body == null ? body : new TrailedContent(body, trailer);
  }

  Reuse reuse() {
    return reuse;
  }
}
