package io.remotestore.transport;

import io.remotestore.spi.Call;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens connections: looks up the name, connects, goes through the proxy, encrypts. */
final class Connector {
  private final TransportOptions options;
  private final Tls tls;
  private final Executor threads;

  Connector(TransportOptions options, Tls tls, Executor threads) {
    this.options = options;
    this.tls = tls;
    this.threads = threads;
  }

  /**
   * Opens a connection. All of it is done in the time that the options allow, and ends when the
   * call does.
   */
  Connection open(Endpoint endpoint, Call call) throws TransportException {
    ProxyOptions proxy = options.proxyFor(endpoint);
    String host = proxy == null ? endpoint.host() : proxy.host();
    int port = proxy == null ? endpoint.port() : proxy.port();
    long until = options.nanoClock().getAsLong() + options.connectTimeout().toNanos();
    try {
      return connect(endpoint, proxy, addresses(host, until, call), port, until, call);
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

  /** A lookup cannot be interrupted: it is left behind on a thread of its own. */
  private InetAddress[] addresses(String host, long until, Call call) throws IOException {
    if (isAddress(host)) {
      return new InetAddress[] {InetAddress.getByName(host)};
    }
    CompletableFuture<InetAddress[]> lookup = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            lookup.complete(options.resolver().resolve(host));
          } catch (UnknownHostException | RuntimeException e) {
            lookup.completeExceptionally(e);
          }
        });
    try {
      return lookup.get(Math.min(left(until), call.remainingNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException("the name could not be looked up", e.getCause());
    } catch (TimeoutException e) {
      call.check();
      throw new IOException("the name was not looked up in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.check();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private long left(long until) throws IOException {
    long left = until - options.nanoClock().getAsLong();
    if (left <= 0) {
      throw new IOException("it took longer than " + options.connectTimeout().toSeconds() + " s");
    }
    return left;
  }

  /** Tries the addresses in turn, from any of them on, so that callers spread over them. */
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
        return connect(endpoint, proxy, new InetSocketAddress(address, port), until, call);
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

  private Connection connect(
      Endpoint endpoint,
      @Nullable ProxyOptions proxy,
      InetSocketAddress address,
      long until,
      Call call)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try (Call.Hook hook = call.onCancel(() -> Quietly.close(channel))) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left(until)));
      channel.socket().connect(address, millis);
      Connection connection = encrypted(endpoint, proxy, channel, until);
      connected = true;
      return connection;
    } finally {
      if (!connected) {
        Quietly.close(channel);
      }
    }
  }

  private Connection encrypted(
      Endpoint endpoint, @Nullable ProxyOptions proxy, SocketChannel channel, long until)
      throws IOException {
    if (!endpoint.tls()) {
      return new Connection(endpoint, new PlainWire(channel), options.nanoClock());
    }
    channel.socket().setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left(until))));
    if (proxy != null) {
      Tunnel.open(new PlainWire(channel), endpoint, proxy, options.nanoClock());
    }
    Wire wire = new TlsWire(channel, tls.wrap(channel.socket(), endpoint));
    channel.socket().setSoTimeout(0);
    return new Connection(endpoint, wire, options.nanoClock());
  }
}
