package io.remotestore.kernel;

import io.remotestore.DigestMismatchException;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Effect;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs primitives, tries again what a retry can help, and settles what a lost reply left open. */
final class Attempts {
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(1);
  private static final Failure CORRUPTED = Failure.rejected(Failure.Kind.UNAVAILABLE);

  private final Engine engine;
  private final RetryPolicy policy;
  private final RetryBudget budget;

  Attempts(Engine engine) {
    this.engine = engine;
    this.policy = engine.options.retry();
    this.budget = RetryBudget.of(engine.opened);
  }

  /** One attempt: calls primitives of the driver. */
  interface Attempt<T extends @Nullable Object> {
    T run() throws Exception;
  }

  /** Decides what follows when an attempt may or may not have taken effect. */
  interface Doubt<T extends @Nullable Object> {

    /** Taken where an attempt changes no file, and can be repeated. */
    static <T extends @Nullable Object> Doubt<T> repeatable() {
      return new Doubt<>() {
        @Override
        public Verdict<T> settle(Failure failure, Exception cause) {
          return Verdict.repeat();
        }

        @Override
        public boolean changes() {
          return false;
        }
      };
    }

    /** Taken if an attempt changes something, and repeating it has the same result. */
    static <T extends @Nullable Object> Doubt<T> idempotent() {
      return (failure, cause) -> Verdict.repeat();
    }

    /**
     * Returns the verdict; may look at the backend, and may throw the caller's exception. It is
     * called for an attempt with an unknown effect, and then for refusals that this effect would
     * explain. A refused attempt is not repeated, whatever the verdict.
     */
    Verdict<T> settle(Failure failure, Exception cause);

    /** Tells whether what an attempt sends is there for another one. */
    default boolean replayable() {
      return true;
    }

    /**
     * Tells whether an attempt changes what callers see. The last failure of such an operation is
     * certain only if no attempt may have taken effect.
     */
    default boolean changes() {
      return true;
    }
  }

  /** What follows a doubt: the result, or another attempt. */
  static final class Verdict<T extends @Nullable Object> {
    private enum Finding {
      DONE,
      NOT_DONE,
      OPEN
    }

    private final Finding finding;
    private final @Nullable T result;

    private Verdict(Finding finding, @Nullable T result) {
      this.finding = finding;
      this.result = result;
    }

    /** The attempt took effect. */
    static <T extends @Nullable Object> Verdict<T> done(T result) {
      return new Verdict<>(Finding.DONE, result);
    }

    /** A look showed that the attempt took no effect: it is repeated, or its failure is certain. */
    static <T extends @Nullable Object> Verdict<T> notDone() {
      return new Verdict<>(Finding.NOT_DONE, null);
    }

    /** Another attempt makes no difference, and whether this one took effect stays open. */
    static <T extends @Nullable Object> Verdict<T> repeat() {
      return new Verdict<>(Finding.OPEN, null);
    }

    /** Returns the same verdict on an operation with another result. */
    <R extends @Nullable Object> Verdict<R> with(R other) {
      return new Verdict<>(finding, finding == Finding.DONE ? other : null);
    }
  }

  /** Runs what changes nothing, or what can be repeated freely. */
  <T extends @Nullable Object> T run(OperationCall call, Attempt<T> attempt) {
    return run(call, attempt, Doubt.repeatable());
  }

  /** Runs what changes something; {@code doubt} settles an unknown effect. */
  @SuppressWarnings("NullAway") // a settled verdict holds a T, whatever T is
  <T extends @Nullable Object> T run(OperationCall call, Attempt<T> attempt, Doubt<T> doubt) {
    long start = begin();
    boolean inDoubt = false;
    boolean open = false;
    for (int n = 1; ; n++) {
      call.attempt(n);
      call.check();
      try {
        T result = attempt.run();
        budget.succeeded();
        return result;
      } catch (RemoteStoreException e) {
        throw e;
      } catch (Exception e) {
        Failure failure = Failures.of(e, call);
        RemoteStoreException error = Failures.exception(call, failure, e);
        boolean unknown = failure.effect() == Effect.UNKNOWN;
        if ((unknown || (inDoubt && isEffectOfOurs(failure))) && !isEnded(call, failure)) {
          Verdict<T> verdict = doubt.settle(failure, e);
          if (verdict.finding == Verdict.Finding.DONE) {
            return verdict.result;
          }
          open = verdict.finding == Verdict.Finding.OPEN;
        }
        inDoubt |= unknown;
        RemoteStoreException last =
            open && doubt.changes() && !isEnded(call, failure)
                ? Failures.unknown(call, failure, error.problem(), e)
                : error;
        boolean sendable = doubt.replayable() || failure.effect() == Effect.NOT_SENT;
        if (!sendable || !mayRepeat(failure, n)) {
          throw last;
        }
        backOff(call, failure, n, start, error, last);
      }
    }
  }

  /**
   * Runs a read of a whole file, and again if its bytes do not match the backend's checksum. The
   * result of the earlier read is discarded.
   */
  <T> T verified(OperationCall call, Supplier<T> read) {
    long start = begin();
    for (int n = 1; ; n++) {
      try {
        return read.get();
      } catch (DigestMismatchException e) {
        boolean onTheWay = e.retryHelps(); // else a driver refused the bytes for good
        if (!onTheWay || !mayRepeat(CORRUPTED, n)) {
          throw e;
        }
        backOff(call, CORRUPTED, n, start, e);
      }
    }
  }

  /** Tells whether an earlier attempt that took effect after all would be refused like this. */
  private static boolean isEffectOfOurs(Failure failure) {
    return switch (failure.kind()) {
      case ALREADY_EXISTS, PRECONDITION_FAILED, NOT_FOUND -> true;
      default -> false;
    };
  }

  /** A call that was ended has no time left to settle anything. */
  private static boolean isEnded(OperationCall call, Failure failure) {
    return failure.kind() == Failure.Kind.INTERRUPTED || call.isExpired() || call.isCancelled();
  }

  /** Returns when an operation begins, for the limit of its retries; any time without a limit. */
  long begin() {
    return policy.timeout() == null ? 0 : engine.options.nanoClock().getAsLong();
  }

  boolean mayRepeat(Failure failure, int attempt) {
    return failure.kind().passing() && attempt < policy.maxAttempts() && budget.take();
  }

  /**
   * Waits before the attempt that follows {@code attempt}, or throws {@code error} if time is up.
   */
  void backOff(
      OperationCall call, Failure failure, int attempt, long start, RemoteStoreException error) {
    backOff(call, failure, attempt, start, error, error);
  }

  private void backOff(
      OperationCall call,
      Failure failure,
      int attempt,
      long start,
      RemoteStoreException error,
      RemoteStoreException last) {
    Duration wait = delay(failure, attempt);
    Duration timeout = policy.timeout();
    if (timeout != null) {
      long spent = engine.options.nanoClock().getAsLong() - start;
      if (spent + wait.toNanos() >= timeout.toNanos()) {
        throw last;
      }
    }
    if (wait.toNanos() >= call.remainingNanos()) {
      throw call.deadlineExceeded(error);
    }
    if (wait.compareTo(longest()) > 0) {
      throw last; // it holds the wait that the backend requests
    }
    call.retrying(error);
    call.pause(wait);
    call.repeated();
  }

  /** Upper limit for a wait requested by the server ({@code Retry-After}). */
  private Duration longest() {
    Duration own = policy.backoffMax().plus(policy.jitter());
    return own.compareTo(LONGEST_ASKED) > 0 ? own : LONGEST_ASKED;
  }

  private Duration delay(Failure failure, int attempt) {
    double base = (double) policy.backoffBase().toNanos() * Math.pow(2, attempt - 1);
    long envelope = (long) Math.min(base, (double) policy.backoffMax().toNanos());
    long jitter = policy.jitter().toNanos();
    long wait = envelope + (jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter + 1));
    Duration asked = failure.retryAfter();
    return Duration.ofNanos(asked == null ? wait : Math.max(wait, asked.toNanos()));
  }
}
