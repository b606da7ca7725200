package io.remotestore.transport;

import io.remotestore.spi.Call;
import io.remotestore.transport.TransportException.Reached;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens connections: looks up the name, connects, goes through the proxy, encrypts. */
final class Connector implements Closeable {
  /** The least time for one address, if that much is left. */
  private static final long SHORTEST_SHARE = 1_000_000_000L;

  private final TransportOptions options;
  private final Tls tls;
  private final Lookups lookups;
  private final Runnable watch;
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes a connector.
   *
   * @param watch ensures that {@link #sweep} is called now and then while there are attempts
   */
  Connector(TransportOptions options, Tls tls, Lookups lookups, Runnable watch) {
    this.options = options;
    this.tls = tls;
    this.lookups = lookups;
    this.watch = watch;
  }

  /** Opens a connection. This takes no longer than the options allow, and ends with the call. */
  Connection open(Endpoint endpoint, Call call) throws TransportException {
    ProxyOptions proxy = options.proxyFor(endpoint);
    String host = proxy == null ? endpoint.host() : proxy.host();
    int port = proxy == null ? endpoint.port() : proxy.port();
    long until = options.nanoClock().getAsLong() + options.connectTimeout().toNanos();
    try {
      InetAddress[] addresses = lookups.addresses(host, left(until), call);
      return connect(endpoint, proxy, addresses, port, until, call);
    } catch (TransportException e) {
      throw e;
    } catch (IOException e) {
      String problem = "no connection to " + (proxy == null ? endpoint : "the proxy " + proxy);
      throw new TransportException(Reached.NOT_SENT, problem + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof UnknownHostException
        ? "the name is not known"
        : String.valueOf(e.getMessage());
  }

  private long left(long until) throws IOException {
    long left = until - options.nanoClock().getAsLong();
    if (left <= 0) {
      throw new IOException(tooLong());
    }
    return left;
  }

  private String tooLong() {
    return "it took longer than " + options.connectTimeout().toMillis() + " ms";
  }

  /** Tries the addresses in turn. The first one varies, so that callers spread over them. */
  private Connection connect(
      Endpoint endpoint,
      @Nullable ProxyOptions proxy,
      InetAddress[] addresses,
      int port,
      long until,
      Call call)
      throws IOException {
    int first = ThreadLocalRandom.current().nextInt(addresses.length);
    IOException failure = null;
    for (int i = 0; i < addresses.length; i++) {
      call.check();
      InetAddress address = addresses[(first + i) % addresses.length];
      try {
        long share = share(left(until), addresses.length - i);
        return connect(endpoint, proxy, new InetSocketAddress(address, port), share, until, call);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    throw failure == null ? new UnknownHostException(endpoint.host()) : failure;
  }

  /** The time limit of an address that does not answer, so that the others are tried. */
  static long share(long left, int addresses) {
    return Math.min(left, Math.max(left / addresses, SHORTEST_SHARE));
  }

  /** After the address answers, all the remaining time is for the rest. */
  private Connection connect(
      Endpoint endpoint,
      @Nullable ProxyOptions proxy,
      InetSocketAddress address,
      long share,
      long until,
      Call call)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    Attempt attempt = new Attempt(channel, until);
    boolean connected = false;
    try (Call.Hook hook = call.onCancel(() -> attempt.end("the call was ended"))) {
      begin(attempt);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(share));
      channel.socket().connect(address, millis);
      Connection connection = encrypted(endpoint, proxy, channel);
      attempt.connected();
      connected = true;
      return connection;
    } catch (IOException e) {
      throw attempt.failure(e);
    } finally {
      attempts.remove(attempt);
      if (!connected) {
        Quietly.close(channel);
      }
    }
  }

  private Connection encrypted(
      Endpoint endpoint, @Nullable ProxyOptions proxy, SocketChannel channel) throws IOException {
    if (!endpoint.tls()) {
      return new Connection(endpoint, new PlainWire(channel), options.nanoClock());
    }
    if (proxy != null) {
      Tunnel.open(new PlainWire(channel), endpoint, proxy, options.nanoClock());
    }
    Wire wire = TlsWire.shakeHands(channel, tls, endpoint);
    return new Connection(endpoint, wire, options.nanoClock());
  }

  // ---------------------------------------------------------------- attempts

  /** A connection that is being opened: no timeout of its socket would cover all of that. */
  private static final class Attempt {
    private static final String CONNECTED = "connected";

    private final SocketChannel channel;
    private final long until;

    /** {@link #CONNECTED}, or why it ended; the first value stays. */
    private final AtomicReference<@Nullable String> outcome = new AtomicReference<>();

    private Attempt(SocketChannel channel, long until) {
      this.channel = channel;
      this.until = until;
    }

    private void end(String reason) {
      if (outcome.compareAndSet(null, reason)) {
        Quietly.close(channel);
      }
    }

    /** Returns the channel, unless the attempt was ended. */
    private void connected() throws IOException {
      if (!outcome.compareAndSet(null, CONNECTED)) {
        throw new IOException("the attempt was ended");
      }
    }

    /** Returns the reason of an ended attempt in place of the socket's error. */
    private IOException failure(IOException e) {
      String reason = outcome.get();
      return reason == null ? e : new IOException(reason, e);
    }
  }

  private void begin(Attempt attempt) {
    attempts.add(attempt);
    if (closed) {
      attempt.end("the transport was closed");
    } else {
      watch.run();
    }
  }

  boolean isIdle() {
    return attempts.isEmpty();
  }

  /** Ends the attempts whose time is over. */
  void sweep() {
    long now = options.nanoClock().getAsLong();
    for (Attempt attempt : List.copyOf(attempts)) {
      if (now - attempt.until > 0) {
        attempt.end(tooLong());
      }
    }
  }

  /** Ends all attempts. */
  @Override
  public void close() {
    closed = true;
    for (Attempt attempt : attempts) {
      attempt.end("the transport was closed");
    }
  }
}
