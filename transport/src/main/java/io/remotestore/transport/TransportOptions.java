package io.remotestore.transport;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How requests are sent. Immutable.
 *
 * <p>The defaults: 10 s to connect, the handshake included; 30 s of silence end a request, however
 * long it takes while bytes move; connections wait 50 s for their next request and live for 10
 * minutes, so that a name that leads elsewhere is noticed.
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

  /**
   * How many requests may be under way at once, up to the heads of their replies; 0 for as many as
   * there are callers.
   */
  public int maxRequests() {
    return maxRequests;
  }

  /** Whom to trust. */
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

  /** What looks up names. */
  public Resolver resolver() {
    return resolver;
  }

  /** Counts nanoseconds. */
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
     * Sets how many requests may be under way at once; who comes then waits for a place. 0 for as
     * many as there are callers.
     *
     * <p>A request has its place until the head of its reply is there: a body that is being read
     * takes none. While it waits for a stream that it is to send, others have its place. So what is
     * read can be written with a limit of 1, too.
     */
    public Builder maxRequests(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("a negative number of requests: " + value);
      }
      this.maxRequests = value;
      return this;
    }

    /** Sets whom to trust. */
    public Builder tls(TlsOptions value) {
      this.tls = value;
      return this;
    }

    /** Sets the proxy. */
    public Builder proxy(@Nullable ProxyOptions value) {
      this.proxy = value;
      return this;
    }

    /** Sets what looks up names. */
    public Builder resolver(Resolver value) {
      this.resolver = value;
      return this;
    }

    /** Sets what counts nanoseconds. */
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
