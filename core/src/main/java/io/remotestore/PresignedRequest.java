package io.remotestore;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** A request that anyone who holds it can make, without credentials of their own. */
public final class PresignedRequest {
  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final Instant expiresAt;

  private PresignedRequest(String method, URI uri, Map<String, String> headers, Instant expiresAt) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.expiresAt = expiresAt;
  }

  /** Returns a request. */
  public static PresignedRequest of(
      String method, URI uri, Map<String, String> headers, Instant expiresAt) {
    return new PresignedRequest(method, uri, Map.copyOf(headers), expiresAt);
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** The URL, signature included: any client that has it can use it. */
  public URI uri() {
    return uri;
  }

  /** The headers that must be sent as they are. */
  public Map<String, String> headers() {
    return headers;
  }

  /** When it stops to work. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** Leaves the signature out. */
  @Override
  public String toString() {
    return "PresignedRequest["
        + method
        + " "
        + uri.getHost()
        + uri.getRawPath()
        + " until "
        + expiresAt
        + "]";
  }
}
