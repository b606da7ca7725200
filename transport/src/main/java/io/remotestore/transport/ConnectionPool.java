package io.remotestore.transport;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next request, the last used first. No caller waits for another: a
 * caller that finds none opens one, so the pool grows to the number of concurrent requests.
 */
final class ConnectionPool {
  /** A connection that idled longer is checked before use. */
  private static final long TRUSTED_NANOS = 500_000_000L;

  /** A change that cannot be repeated safely uses a connection used at most this long ago. */
  private static final long RECENT_NANOS = 2_000_000_000L;

  private final Map<Endpoint, ConcurrentLinkedDeque<Connection>> idle = new ConcurrentHashMap<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final TransportOptions options;
  private final LongSupplier nanoClock;
  private volatile boolean closed;

  ConnectionPool(TransportOptions options) {
    this.options = options;
    this.nanoClock = options.nanoClock();
  }

  /** Returns a connection that another request left, or null. */
  @Nullable Connection take(Endpoint endpoint, HttpRequest.Reuse reuse) {
    ConcurrentLinkedDeque<Connection> waiting = idle.get(endpoint);
    if (waiting == null) {
      return null;
    }
    long now = nanoClock.getAsLong();
    while (true) {
      Connection connection = waiting.pollLast();
      if (connection == null) {
        return null;
      }
      if (isUsable(connection, now, reuse)) {
        return connection;
      }
      drop(connection);
    }
  }

  private boolean isUsable(Connection connection, long now, HttpRequest.Reuse reuse) {
    long unused = now - connection.usedAt();
    if (isOld(connection, now) || connection.isAborted()) {
      return false;
    }
    if (reuse == HttpRequest.Reuse.RECENT && unused > RECENT_NANOS) {
      return false;
    }
    return unused <= TRUSTED_NANOS || !connection.isStale();
  }

  private boolean isOld(Connection connection, long now) {
    return now - connection.usedAt() > options.idleLifetime().toNanos()
        || now - connection.openedAt() > options.lifetime().toNanos();
  }

  /** Registers a new connection, so that closing the pool ends it. */
  void add(Connection connection) {
    open.add(connection);
    if (closed) {
      drop(connection);
    }
  }

  void giveBack(Connection connection) {
    connection.used();
    if (closed || connection.isAborted() || isOld(connection, connection.usedAt())) {
      drop(connection);
      return;
    }
    idle.computeIfAbsent(connection.endpoint(), endpoint -> new ConcurrentLinkedDeque<>())
        .addLast(connection);
  }

  void drop(Connection connection) {
    open.remove(connection);
    connection.abort("the connection was closed");
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  int openConnections() {
    return open.size();
  }

  /**
   * Ends connections whose other side has been silent for too long, and those that idled too long.
   */
  void sweep() {
    long now = nanoClock.getAsLong();
    long patience = options.idleTimeout().toNanos();
    for (Connection connection : open) {
      connection.endWait(patience, "nothing moved for " + options.idleTimeout().toMillis() + " ms");
    }
    for (ConcurrentLinkedDeque<Connection> waiting : idle.values()) {
      for (Connection connection : waiting) {
        if (isOld(connection, now) && waiting.remove(connection)) {
          drop(connection);
        }
      }
    }
  }

  /** Ends all connections, those in use included. */
  void close() {
    closed = true;
    for (Connection connection : open) {
      connection.abort("the transport was closed");
    }
    open.clear();
    idle.clear();
  }

  boolean isClosed() {
    return closed;
  }
}
