package io.remotestore.transport;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a transport: times, limits, TLS and proxy. Immutable.
 *
 * <p>The defaults: 10 s to connect, the handshake included. 30 s of silence end a request; a
 * request whose bytes move may take any time. Connections wait 50 s for their next request and live
 * for 10 minutes, so that changed addresses of a name are noticed.
 */
public final class TransportOptions {
  private final Duration connectTimeout;
  private final Duration idleTimeout;
  private final Duration idleLifetime;
  private final Duration lifetime;
  private final int maxRequests;
  private final TlsOptions tls;
  private final @Nullable ProxyOptions proxy;
  private final Resolver resolver;
  private final LongSupplier nanoClock;

  private TransportOptions(Builder builder) {
    this.connectTimeout = builder.connectTimeout;
    this.idleTimeout = builder.idleTimeout;
    this.idleLifetime = builder.idleLifetime;
    this.lifetime = builder.lifetime;
    this.maxRequests = builder.maxRequests;
    this.tls = builder.tls;
    this.proxy = builder.proxy;
    this.resolver = builder.resolver;
    this.nanoClock = builder.nanoClock;
  }

  /** Returns a builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** How long opening a connection may take, with its handshakes. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** How long the other side may be silent. */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /** How long a connection waits for its next request. */
  public Duration idleLifetime() {
    return idleLifetime;
  }

  /** How long a connection is used at all. */
  public Duration lifetime() {
    return lifetime;
  }

  /** The limit of concurrent requests, up to the heads of their replies; 0 for no limit. */
  public int maxRequests() {
    return maxRequests;
  }

  /** The TLS options. */
  public TlsOptions tls() {
    return tls;
  }

  /** The proxy, or null for none. */
  public @Nullable ProxyOptions proxy() {
    return proxy;
  }

  /** The proxy through which an endpoint is reached, or null for none. */
  @Nullable ProxyOptions proxyFor(Endpoint endpoint) {
    return proxy != null && proxy.serves(endpoint) ? proxy : null;
  }

  /** The resolver of names. */
  public Resolver resolver() {
    return resolver;
  }

  /** The clock in nanoseconds. */
  public LongSupplier nanoClock() {
    return nanoClock;
  }

  /** Collects the values of {@link TransportOptions}. */
  public static final class Builder {
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(30);
    private Duration idleLifetime = Duration.ofSeconds(50);
    private Duration lifetime = Duration.ofMinutes(10);
    private int maxRequests;
    private TlsOptions tls = TlsOptions.defaults();
    private @Nullable ProxyOptions proxy;
    private Resolver resolver = Resolver.system();
    private LongSupplier nanoClock = System::nanoTime;

    private Builder() {}

    /** Sets how long opening a connection may take. */
    public Builder connectTimeout(Duration value) {
      this.connectTimeout = positive(value);
      return this;
    }

    /** Sets how long the other side may be silent. */
    public Builder idleTimeout(Duration value) {
      this.idleTimeout = positive(value);
      return this;
    }

    /** Sets how long a connection waits for its next request. */
    public Builder idleLifetime(Duration value) {
      this.idleLifetime = positive(value);
      return this;
    }

    /** Sets how long a connection is used at all. */
    public Builder lifetime(Duration value) {
      this.lifetime = positive(value);
      return this;
    }

    /**
     * Sets the limit of concurrent requests; further requests wait for a permit. 0 for no limit.
     *
     * <p>A request holds its permit until the head of its reply arrives: reading a body holds none.
     * While it waits for a stream to send, other requests can use its permit. So a stream can be
     * read and written at the same time even with a limit of 1.
     */
    public Builder maxRequests(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("a negative number of requests: " + value);
      }
      this.maxRequests = value;
      return this;
    }

    /** Sets the TLS options. */
    public Builder tls(TlsOptions value) {
      this.tls = value;
      return this;
    }

    /** Sets the proxy. */
    public Builder proxy(@Nullable ProxyOptions value) {
      this.proxy = value;
      return this;
    }

    /** Sets the resolver of names. */
    public Builder resolver(Resolver value) {
      this.resolver = value;
      return this;
    }

    /** Sets the clock in nanoseconds. */
    public Builder nanoClock(LongSupplier value) {
      this.nanoClock = value;
      return this;
    }

    private static Duration positive(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("not a positive time: " + value);
      }
      return value;
    }

    /** Returns the options. */
    public TransportOptions build() {
      return new TransportOptions(this);
    }
  }
}
