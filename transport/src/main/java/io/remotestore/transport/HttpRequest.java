package io.remotestore.transport;

import io.remotestore.Content;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method the method, in capital letters
 * @param endpoint where it goes
 * @param target path and query, encoded as they go on the wire
 * @param headers the fields but {@code Host}, {@code Content-Length} and {@code Transfer-Encoding}
 * @param body the bytes to send, or null for none
 * @param reuse which connections may carry it
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
    /** Any that is open. */
    ANY,
    /**
     * One that was used a moment ago, or a new one: for changes that cannot simply be sent again,
     * since a server may be closing one that idled.
     */
    RECENT
  }

  /** Names method and place; the query may be secret. */
  @Override
  public String toString() {
    int query = target.indexOf('?');
    return method + " " + endpoint + (query < 0 ? target : target.substring(0, query));
  }
}
