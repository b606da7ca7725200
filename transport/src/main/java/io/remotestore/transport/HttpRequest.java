package io.remotestore.transport;

import io.remotestore.Content;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method the method, in capital letters
 * @param endpoint the endpoint
 * @param target path and query, encoded for the wire
 * @param headers the fields but {@code Host}, {@code Content-Length} and {@code Transfer-Encoding}
 * @param body the bytes to send, or null for none
 * @param reuse the connections that may carry it
 */
public record HttpRequest(
    String method,
    Endpoint endpoint,
    String target,
    Headers headers,
    @Nullable Content body,
    Reuse reuse) {

  /** Which connections may carry a request. */
  public enum Reuse {
    /** Any open connection. */
    ANY,
    /**
     * One that was used a moment ago, or a new one. This is for changes that cannot be repeated
     * safely, since a server may be closing an idle connection.
     */
    RECENT
  }

  /** Shows method and endpoint; the query may be secret. */
  @Override
  public String toString() {
    int query = target.indexOf('?');
    return method + " " + endpoint + (query < 0 ? target : target.substring(0, query));
  }
}
