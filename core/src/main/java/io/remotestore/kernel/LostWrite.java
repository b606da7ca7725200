package io.remotestore.kernel;

import io.remotestore.DeadlineExceededException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreClosedException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features.WriteIdentity;
import io.remotestore.spi.Ownership;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * Settles a write whose reply was lost: a look at the key says whether the write that stands there
 * is ours. Equal bytes prove nothing; a token, or what the driver knows of its own writes, does.
 */
final class LostWrite implements Attempts.Doubt<Entry> {
  private final OperationCall call;
  private final Engine engine;
  private final PutRequest request;
  private final long size;
  private final boolean replayable;

  LostWrite(OperationCall call, PutRequest request, long size, boolean replayable) {
    this.call = call;
    this.engine = call.engine();
    this.request = request;
    this.size = size;
    this.replayable = replayable;
  }

  @Override
  public Attempts.Verdict<Entry> settle(Failure failure, Exception cause) {
    WriteCondition condition = request.condition();
    if (condition.isNone()) {
      return failure.kind() == Kind.NOT_FOUND && request.token() != null
          ? ownOrUnknown(cause)
          : repeatUnseen(cause);
    }
    Entry entry = look(cause);
    return switch (ownership(entry, cause)) {
      case OURS -> Attempts.Verdict.done(entry == null ? blank() : entry);
      case ABSENT -> absent(condition, failure, cause);
      case ANOTHERS -> anothers(condition, entry, cause);
      case UNKNOWN -> unknown(condition, entry, failure, cause);
    };
  }

  @Override
  public boolean replayable() {
    return replayable;
  }

  /** A missing upload was published by an earlier attempt, unless another process aborted it. */
  private Attempts.Verdict<Entry> ownOrUnknown(Exception cause) {
    Entry entry = look(cause);
    if (ownership(entry, cause) == Ownership.OURS) {
      return Attempts.Verdict.done(entry == null ? blank() : entry);
    }
    throw Failures.unknown(call, "the upload is gone, published or aborted", cause);
  }

  private @Nullable Entry look(Exception cause) {
    return look(call, request.key(), cause);
  }

  /** Looks at a key after a reply was lost; a look that fails leaves the outcome unknown. */
  static @Nullable Entry look(OperationCall call, String key, Exception cause) {
    try {
      return call.engine().probes.look(call, key, Detail.ALL);
    } catch (RemoteStoreException e) {
      throw unsettled(call, e, cause);
    }
  }

  /**
   * Returns the exception for a look that failed. If it failed because the call ended, that is the
   * error, with the hint that the change may have taken effect.
   */
  private static RemoteStoreException unsettled(
      OperationCall call, RemoteStoreException look, Exception cause) {
    RemoteStoreException error;
    if (look instanceof OperationInterruptedException) {
      error = call.interrupted(cause);
    } else if (look instanceof DeadlineExceededException) {
      error = call.deadlineExceeded(cause);
    } else if (look instanceof StoreClosedException) {
      error = call.closed(cause);
    } else {
      error = Failures.unknown(call, "the look at the file failed too: " + look.problem(), cause);
    }
    error.addSuppressed(look);
    return error;
  }

  private Ownership ownership(@Nullable Entry entry, Exception cause) {
    if (engine.features.identity() == WriteIdentity.DRIVER) {
      return ask(cause);
    }
    if (entry == null) {
      return Ownership.ABSENT;
    }
    if (request.token() == null) {
      return Ownership.UNKNOWN;
    }
    return request.token().equals(entry.token()) ? Ownership.OURS : Ownership.ANOTHERS;
  }

  private Ownership ask(Exception cause) {
    try {
      return engine.attempts.run(call, () -> engine.driver.ownership(request, call));
    } catch (RemoteStoreException e) {
      throw unsettled(call, e, cause);
    }
  }

  /**
   * A create without an effect is sent again. A missing upload was published and the file deleted
   * since, or it was aborted.
   */
  private Attempts.Verdict<Entry> absent(
      WriteCondition condition, Failure failure, Exception cause) {
    if (failure.kind() == Kind.NOT_FOUND) {
      throw Failures.unknown(call, "the file is not there, deleted since or never written", cause);
    }
    if (condition.kind() == WriteCondition.Kind.ABSENT) {
      return repeat(cause);
    }
    throw Failures.unknown(call, "the file is gone, before this write or after it", cause);
  }

  private Attempts.Verdict<Entry> anothers(
      WriteCondition condition, @Nullable Entry entry, Exception cause) {
    if (condition.kind() == WriteCondition.Kind.ABSENT) {
      throw Failures.exception(call, Failure.rejected(Kind.ALREADY_EXISTS), cause);
    }
    if (unchanged(condition, entry)) {
      return repeat(cause);
    }
    // Another write stands there: over the state we named, or over ours. A counter that took the
    // one for the other would count twice.
    throw Failures.unknown(call, "another write followed, over this one or instead of it", cause);
  }

  private Attempts.Verdict<Entry> unknown(
      WriteCondition condition, @Nullable Entry entry, Failure failure, Exception cause) {
    if (entry == null) {
      return absent(condition, failure, cause);
    }
    if (unchanged(condition, entry)) {
      return repeat(cause);
    }
    throw Failures.unknown(call, "nothing tells this write from another", cause);
  }

  private static boolean unchanged(WriteCondition condition, @Nullable Entry entry) {
    return entry != null
        && condition.revision() != null
        && condition.revision().equals(entry.revision());
  }

  /** The write has no condition on the current state, and no look can recognise it. */
  private Attempts.Verdict<Entry> repeatUnseen(Exception cause) {
    if (!replayable) {
      throw Failures.unknown(
          call, "the source cannot be read again, and the file may be there", cause);
    }
    return Attempts.Verdict.repeat();
  }

  /** A look showed that this write has not happened. */
  private Attempts.Verdict<Entry> repeat(Exception cause) {
    if (!replayable) {
      throw Failures.exception(
          call,
          Failure.unknown(Kind.UNAVAILABLE)
              .withDetail("the connection broke, and the source cannot be read again"),
          cause);
    }
    return Attempts.Verdict.notDone();
  }

  private Entry blank() {
    return Entry.file(request.key()).size(size).build();
  }
}
