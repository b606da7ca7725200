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
 * Keeps credentials and gets others ahead of their end, for any number of threads.
 *
 * <p>Five minutes ahead, new ones are got in the background, for longer than one caller may wait,
 * while all go on with the old ones. In the last minute, and without any, one caller gets them and
 * the others wait for it, each within the time of its own call. Old ones are kept while getting
 * others fails and they have not ended; a failure is told to all who ask within a pause, and
 * nothing is tried meanwhile. Of credentials that live shorter than ten minutes, half the life and
 * a tenth of it stand for the five minutes and the one. Ended ones that the source hands out as new
 * are used: servers decide.
 */
final class CachingCredentials implements CallCredentials {
  private static final System.Logger LOG = System.getLogger("io.remotestore.s3");
  private static final long AHEAD = Duration.ofMinutes(5).toMillis();
  private static final long LATEST = Duration.ofMinutes(1).toMillis();

  /** Between two attempts while there is something to sign with, and between two refusals. */
  private static final long PAUSE = Duration.ofSeconds(10).toMillis();

  /** Between two attempts while there is nothing. */
  private static final long SHORT_PAUSE = Duration.ofSeconds(1).toMillis();

  private final CredentialsSource source;
  private final Clock clock;
  private final ExecutorService background;
  private final AtomicReference<Held> held = new AtomicReference<>(Held.nothing(-PAUSE));
  private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();

  /**
   * What is known; times in milliseconds of the clock.
   *
   * @param value what to sign with
   * @param restUntil until when nothing is asked
   * @param sharedUntil until when others go on with the value while one asks
   * @param endsAt when the value ends
   * @param failure what is told in the place of a value
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

  /** Gets new ones ahead on a thread of its own, which ends when it has nothing to do. */
  CachingCredentials(CredentialsSource source, Clock clock) {
    this(source, clock, oneThread());
  }

  /**
   * @param background where new ones are got ahead
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

  /** Asks the source, unless somebody else does, or just did. */
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

  /** Asks the source on another thread, unless that is being done, or was just done. */
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
      call.check(); // where this call was ended, that says nothing about the source
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
  public boolean invalidate(AwsCredentials refused) {
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

  /** Somebody asks the source; others may wait for that. */
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
