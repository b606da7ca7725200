package io.remotestore.s3;

import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps credentials and renews them before they expire, for any number of threads.
 *
 * <p>Credentials are renewed in the background 5 minutes before they expire; callers use the old
 * ones meanwhile. In the last minute, and without any credentials, one caller renews them and the
 * others wait, each within the limits of its own call. If they live less than 10 minutes, half of
 * their lifetime replaces the 5 minutes, and a tenth of it the minute. While renewals fail, the old
 * ones are used until they expire. After a failure there is a pause without attempts, in which all
 * callers get the same failure. Expired credentials that the source returns as new are used: the
 * server decides.
 */
final class CachingCredentials implements CallCredentials {
  private static final System.Logger LOG = System.getLogger("io.remotestore.s3");
  private static final long AHEAD = Duration.ofMinutes(5).toMillis();
  private static final long LATEST = Duration.ofMinutes(1).toMillis();

  /** The pause between two attempts while there are valid credentials, and between two refusals. */
  private static final long PAUSE = Duration.ofSeconds(10).toMillis();

  /** The pause between two attempts while there are none. */
  private static final long SHORT_PAUSE = Duration.ofSeconds(1).toMillis();

  private final CredentialsSource source;
  private final Clock clock;
  private final ExecutorService background;
  private final AtomicReference<Held> held = new AtomicReference<>(Held.nothing(-PAUSE));
  private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();

  /**
   * The current state; times in milliseconds of the clock.
   *
   * @param value the credentials
   * @param restUntil until when the source is not asked
   * @param sharedUntil until when other callers use the value while one renews it
   * @param endsAt when the value expires
   * @param failure the failure that callers get in place of a value
   * @param refusedAt when a server last refused a value
   */
  private record Held(
      @Nullable AwsCredentials value,
      long restUntil,
      long sharedUntil,
      long endsAt,
      @Nullable DriverException failure,
      long refusedAt) {

    static Held nothing(long refusedAt) {
      return new Held(null, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, null, refusedAt);
    }

    Held with(@Nullable AwsCredentials fetched, long now) {
      Instant end = fetched == null ? null : fetched.expiresAt();
      if (end == null) {
        return new Held(fetched, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, null, refusedAt);
      }
      long endsAt = end.toEpochMilli();
      long life = Math.max(0, endsAt - now);
      return new Held(
          fetched,
          Math.max(endsAt - Math.min(AHEAD, life / 2), now + PAUSE),
          endsAt - Math.min(LATEST, life / 10),
          endsAt,
          null,
          refusedAt);
    }

    Held with(DriverException problem, long now) {
      if (now < endsAt) {
        long until = Math.min(now + PAUSE, endsAt);
        return new Held(value, until, sharedUntil, endsAt, null, refusedAt);
      }
      return new Held(null, now + SHORT_PAUSE, Long.MIN_VALUE, Long.MIN_VALUE, problem, refusedAt);
    }
  }

  /** Renews ahead of expiry on a thread of its own, which ends when it is idle. */
  CachingCredentials(CredentialsSource source, Clock clock) {
    this(source, clock, oneThread());
  }

  /**
   * @param background runs renewals ahead of expiry
   */
  CachingCredentials(CredentialsSource source, Clock clock, ExecutorService background) {
    this.source = source;
    this.clock = clock;
    this.background = background;
  }

  private static ExecutorService oneThread() {
    return new ThreadPoolExecutor(
        0,
        1,
        2,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, "remote-store-credentials");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public @Nullable AwsCredentials credentials(Call call) throws IOException {
    while (true) {
      Held known = known();
      long now = clock.millis();
      if (now < known.restUntil()) {
        if (known.failure() != null) {
          throw CredentialsFailures.again(known.failure());
        }
        return known.value();
      }
      Flight running = flight.get();
      if (now < known.sharedUntil()) {
        if (running == null) {
          refreshBehind(known);
        }
        return known.value();
      }
      if (running == null) {
        refresh(known, call);
      } else {
        running.await(call);
      }
    }
  }

  private Held known() {
    return Objects.requireNonNull(held.get());
  }

  /** Asks the source, unless another caller does, or just did. */
  private void refresh(Held known, Call call) throws IOException {
    Flight mine = new Flight();
    if (!flight.compareAndSet(null, mine)) {
      return;
    }
    try {
      if (known().equals(known)) {
        fetch(known, call);
      }
    } finally {
      land(mine);
    }
  }

  /** Asks the source on another thread, unless one does, or just did. */
  private void refreshBehind(Held known) {
    Flight mine = new Flight();
    if (!flight.compareAndSet(null, mine)) {
      return;
    }
    try {
      background.execute(() -> refreshFor(mine, known));
    } catch (RejectedExecutionException e) {
      land(mine); // closed
    }
  }

  private void refreshFor(Flight mine, Held known) {
    try {
      if (known().equals(known)) {
        fetch(known, UnboundCall.INSTANCE);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "Getting credentials ahead was broken off", e);
    } finally {
      land(mine);
    }
  }

  private void land(Flight mine) {
    boolean unused = flight.compareAndSet(mine, null);
    mine.land();
  }

  private void fetch(Held known, Call call) throws IOException {
    try {
      AwsCredentials fetched = source.fetch(call);
      boolean unused = held.compareAndSet(known, known.with(fetched, clock.millis()));
    } catch (IOException | RuntimeException e) {
      call.check(); // if the call has ended, the source is not at fault
      DriverException problem = CredentialsFailures.of(e);
      Held kept = known.with(problem, clock.millis());
      if (held.compareAndSet(known, kept) && kept.failure() == null) {
        LOG.log(
            Level.WARNING,
            "Credentials are kept until {0}: {1}",
            Instant.ofEpochMilli(kept.endsAt()),
            problem.getMessage());
      }
    }
  }

  @Override
  public boolean invalidate(AwsCredentials refused, Call call) {
    while (true) {
      Held known = known();
      if (!refused.equals(known.value())) {
        return true;
      }
      long now = clock.millis();
      if (now - known.refusedAt() < PAUSE) {
        return false; // others were just asked for, and did not help
      }
      if (held.compareAndSet(known, Held.nothing(now))) {
        return true;
      }
    }
  }

  @Override
  public void close() {
    List<Runnable> unused = background.shutdownNow();
    Flight running = flight.get();
    if (running != null) {
      land(running); // one that had not begun never would
    }
    if (source instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "A source of credentials did not close", e);
      }
    }
  }

  @Override
  public String toString() {
    return "CachingCredentials[" + source.getClass().getSimpleName() + "]";
  }

  /** A caller asks the source; the others may wait for it. */
  private static final class Flight {
    private final Queue<CountDownLatch> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean landed;

    void await(Call call) throws IOException {
      CountDownLatch wake = new CountDownLatch(1);
      waiting.add(wake);
      if (landed) {
        return;
      }
      try (Call.Hook hook = call.onCancel(wake::countDown)) {
        boolean unused = wake.await(call.remainingNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        call.check();
        throw new InterruptedIOException("interrupted while credentials were fetched");
      } finally {
        boolean unused = waiting.remove(wake);
      }
      call.check();
    }

    void land() {
      landed = true;
      waiting.forEach(CountDownLatch::countDown);
    }
  }
}
