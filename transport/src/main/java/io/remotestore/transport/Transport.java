package io.remotestore.transport;

import io.remotestore.ConfigException;
import io.remotestore.spi.Call;
import io.remotestore.transport.TransportException.Reached;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP/1.1 requests on the thread of the caller, over connections that are used again. For
 * any number of threads; retries nothing, follows no redirect, decodes no content.
 *
 * <p>An interrupt, the deadline of the call and silence of the other side end a request at any
 * point. Its connection is then dropped.
 */
public final class Transport implements Closeable {
  private static final long SWEEP_MILLIS = 500;

  private final TransportOptions options;
  private final ConnectionPool pool;
  private final @Nullable Places places;
  private final Connector connector;
  private final ThreadPoolExecutor threads;
  private final AtomicBoolean watching = new AtomicBoolean();

  private Transport(TransportOptions options, Tls tls) {
    this.options = options;
    this.pool = new ConnectionPool(options);
    this.places = options.maxRequests() == 0 ? null : new Places(options.maxRequests());
    this.threads =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons());
    this.connector = new Connector(options, tls, new Lookups(options, threads), this::watch);
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "remote-store-transport");
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Opens a transport without a connection.
   *
   * @throws IOException if certificates cannot be read
   * @throws ConfigException if the certificates are missing or broken, or a private key does not
   *     match its certificate
   */
  public static Transport open(TransportOptions options) throws IOException {
    return new Transport(options, Tls.open(options.tls()));
  }

  /**
   * Sends a request and returns the head of its reply, whatever its status.
   *
   * @throws TransportException if there was no reply; it says how far the request came
   * @throws ContentLengthException if the body has not its announced length
   * @throws IOException if the body could not be read
   */
  public HttpResponse send(HttpRequest request, Call call) throws IOException {
    if (pool.isClosed()) {
      throw new TransportException(Reached.NOT_SENT, "the transport is closed", null);
    }
    call.check();
    if (places == null) {
      return sendNow(request, call);
    }
    try (Place place = Place.of(places, call)) {
      return sendNow(place.lendingIt(request), call);
    }
  }

  private HttpResponse sendNow(HttpRequest request, Call call) throws IOException {
    Lease lease = new Lease(connection(request, call), call);
    boolean answered = false;
    try {
      HttpResponse response = exchange(request, lease);
      answered = true;
      return response;
    } finally {
      if (!answered) {
        lease.drop();
      }
    }
  }

  private Connection connection(HttpRequest request, Call call) throws TransportException {
    Connection connection = pool.take(request.endpoint(), request.reuse());
    if (connection == null) {
      connection = connector.open(request.endpoint(), call);
      pool.add(connection);
      watch(); // it may have stopped between the end of the attempt and here
    }
    return connection;
  }

  private HttpResponse exchange(HttpRequest request, Lease lease) throws IOException {
    Connection connection = lease.connection();
    IOException unsent = sendHead(request, connection);
    ResponseHead head;
    try {
      head = connection.head();
    } catch (IOException e) {
      if (unsent != null) {
        unsent.addSuppressed(e);
        throw connection.failure(
            Reached.UNKNOWN, "the connection broke off in the request", unsent);
      }
      throw noReply(request, connection, e);
    }
    return answer(request, head, unsent == null, lease);
  }

  /** In TLS 1.3, a client may send before it learns that the server refuses it. */
  private static TransportException noReply(
      HttpRequest request, Connection connection, IOException e) {
    boolean sendable = request.body() == null || request.body().replayable();
    return e instanceof SSLHandshakeException && sendable
        ? connection.failure(
            Reached.NOT_SENT, "no connection to " + request.endpoint() + ": " + e.getMessage(), e)
        : connection.failure(
            Reached.UNKNOWN,
            e instanceof MalformedReplyException
                ? "the reply is malformed: " + e.getMessage()
                : "no reply: " + e.getMessage(),
            e);
  }

  /** A plain request through a proxy names the whole URL, and carries the proxy's authorization. */
  private @Nullable IOException sendHead(HttpRequest request, Connection connection)
      throws IOException {
    ProxyOptions proxy = request.endpoint().tls() ? null : options.proxyFor(request.endpoint());
    Headers forProxy = Headers.create();
    if (proxy != null && proxy.authorization() != null) {
      forProxy.add("Proxy-Authorization", proxy.authorization());
    }
    String target = proxy == null ? request.target() : request.endpoint() + request.target();
    try {
      return connection.send(request, target, forProxy);
    } catch (ClosedChannelException | SocketException e) {
      throw connection.failure(Reached.UNKNOWN, "the connection broke off in the request", e);
    }
  }

  private static HttpResponse answer(
      HttpRequest request, ResponseHead head, boolean sent, Lease lease) throws IOException {
    try {
      boolean bodiless =
          request.method().equals("HEAD") || head.status() == 204 || head.status() == 304;
      boolean chunked = head.isChunked();
      Long length = head.contentLength();
      Body.Framing framing;
      if (bodiless) {
        framing = new Body.Fixed(0);
      } else if (chunked) {
        framing = new Body.Chunked();
      } else {
        framing = length == null ? new Body.ToTheEnd() : new Body.Fixed(length);
      }
      lease.reusable = sent && head.keepsAlive();
      return new HttpResponse(head, length == null ? -1 : length, new Body(lease, framing));
    } catch (IOException e) {
      throw lease
          .connection()
          .failure(Reached.UNKNOWN, "the reply is malformed: " + e.getMessage(), e);
    }
  }

  // ---------------------------------------------------------------- connections in use

  private final class Lease implements Body.Lease {
    private final Connection connection;
    private final Call.Hook hook;
    private boolean reusable;
    private boolean ended;

    private Lease(Connection connection, Call call) {
      this.connection = connection;
      this.hook = call.onCancel(() -> connection.abort("the call was ended"));
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void giveBack() {
      if (!reusable || connection.hasInput()) {
        drop(); // bytes after a reply are no answer to the next request
      } else if (!ended) {
        ended = true;
        hook.close();
        pool.giveBack(connection);
      }
    }

    @Override
    public void drop() {
      if (!ended) {
        ended = true;
        hook.close();
        pool.drop(connection);
      }
    }
  }

  // ---------------------------------------------------------------- the watchdog

  /** One thread watches all connections, as long as there are any. */
  private void watch() {
    if (watching.compareAndSet(false, true)) {
      boolean begun = false;
      try {
        threads.execute(this::sweepWhileOpen);
        begun = true;
      } catch (RejectedExecutionException e) {
        // Closed, and so are the connections.
      } finally {
        watching.compareAndSet(true, begun);
      }
    }
  }

  private boolean hasConnections() {
    return !pool.isClosed() && !(connector.isIdle() && pool.isEmpty());
  }

  /** Checks once for waits that took too long. */
  void sweep() {
    connector.sweep();
    pool.sweep();
  }

  private void sweepWhileOpen() {
    try {
      while (hasConnections()) {
        Thread.sleep(SWEEP_MILLIS);
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watching.set(false);
    }
    if (hasConnections()) {
      watch(); // one was opened while this thread was ending
    }
  }

  /** The connections that are open, in use or waiting. */
  int openConnections() {
    return pool.openConnections();
  }

  /** Ends all connections, requests under way included. */
  @Override
  public void close() {
    pool.close();
    connector.close();
    threads.shutdownNow();
  }
}
