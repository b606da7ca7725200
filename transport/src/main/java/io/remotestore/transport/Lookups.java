package io.remotestore.transport;

import io.remotestore.spi.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up names. A lookup cannot be interrupted, so it runs on a thread of its own. A caller can
 * stop waiting for it, and all callers of one name share it.
 */
final class Lookups {
  private final TransportOptions options;
  private final Executor threads;
  private final Map<String, Lookup> underWay = new ConcurrentHashMap<>();

  /** One lookup, shared by all callers that wait for it. */
  static final class Lookup {
    private final CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
    private final long since;

    private Lookup(long since) {
      this.since = since;
    }
  }

  Lookups(TransportOptions options, Executor threads) {
    this.options = options;
    this.threads = threads;
  }

  /** Returns the addresses of a host. Waits at most the given nanoseconds. */
  InetAddress[] addresses(String host, long patience, Call call) throws IOException {
    if (isAddress(host)) {
      return new InetAddress[] {InetAddress.getByName(host)};
    }
    CompletableFuture<InetAddress[]> mine = lookup(host).addresses.copy();
    try (Call.Hook hook =
        call.onCancel(() -> mine.completeExceptionally(new IOException("the call was ended")))) {
      return mine.get(Math.min(patience, call.remainingNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      call.check();
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      String problem = e.getCause() instanceof IOException known ? known.getMessage() : null;
      throw new IOException(problem == null ? "the name could not be looked up" : problem, e);
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

  /** Returns the running lookup of a host, or starts one. */
  Lookup lookup(String host) {
    Lookup fresh = new Lookup(options.nanoClock().getAsLong());
    Lookup joined =
        underWay.merge(host, fresh, (other, unused) -> isStuck(other, fresh) ? fresh : other);
    if (joined == fresh) {
      try {
        threads.execute(() -> run(host, fresh));
      } catch (RejectedExecutionException e) {
        underWay.remove(host, fresh);
        fresh.addresses.completeExceptionally(new IOException("the transport was closed", e));
      }
    }
    return joined;
  }

  /** The callers of the other lookup have given up; a new one may succeed. */
  private boolean isStuck(Lookup other, Lookup fresh) {
    return fresh.since - other.since > options.connectTimeout().toNanos();
  }

  /** Removes a lookup before its waiters get the answer, so that the next caller starts anew. */
  private void run(String host, Lookup lookup) {
    try {
      InetAddress[] addresses = options.resolver().resolve(host);
      underWay.remove(host, lookup);
      lookup.addresses.complete(addresses);
    } catch (UnknownHostException | RuntimeException | Error e) {
      underWay.remove(host, lookup);
      lookup.addresses.completeExceptionally(e);
    }
  }
}
