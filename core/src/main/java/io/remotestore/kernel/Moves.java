package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.CopyOptions;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.RenameRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.WriteCondition;
import java.util.Objects;

/**
 * Moves: in one step where the backend has it, else a copy and then a delete of what was copied.
 */
final class Moves {
  private final Engine engine;

  Moves(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, CopyOptions options) {
    Gates.require(call, Capability.MOVE);
    Copies.gateConditions(call, options);
  }

  void move(OperationCall call, String source, String target, CopyOptions options) {
    Entry entry = engine.copies.source(call, source, null);
    if (source.equals(target)) {
      return;
    }
    boolean oneStep =
        engine.features.has(Primitive.RENAME)
            && options.sourceIfMatch() == null
            && (options.overwrites() || engine.features.has(Condition.RENAME_ABSENT));
    engine.probes.requireNoFileAbove(call.about(target), target);
    if (oneStep && rename(call, entry, target, options)) {
      return;
    }
    copyAndDelete(call, entry, target, options);
  }

  /** Returns false where the backend cannot take this pair in one step. */
  private boolean rename(OperationCall call, Entry source, String target, CopyOptions options) {
    RenameRequest request =
        new RenameRequest(
            source.key(),
            target,
            options.overwrites() ? WriteCondition.NONE : WriteCondition.ABSENT);
    OperationCall onto = call.about(target);
    try {
      return engine.attempts.run(
          onto,
          () -> {
            try {
              engine.driver.rename(request, onto);
              return true;
            } catch (RemoteStoreException e) {
              throw e;
            } catch (Exception e) {
              if (Failures.of(e, onto).kind() == Kind.UNSUPPORTED) {
                return false;
              }
              throw e;
            }
          },
          (failure, cause) -> settle(call, source, target, cause));
    } catch (RemoteStoreException e) {
      throw engine.copies.blamed(call, onto, target, e);
    }
  }

  /** A rename whose reply was lost: the state that left the source and is at the target is ours. */
  private Attempts.Verdict<Boolean> settle(
      OperationCall call, Entry source, String target, Exception cause) {
    Entry there = LostWrite.look(call, target, cause);
    Entry here = LostWrite.look(call, source.key(), cause);
    boolean arrived =
        there != null && source.revision() != null && source.revision().equals(there.revision());
    if (here == null && arrived) {
      return Attempts.Verdict.done(true);
    }
    if (here != null && !arrived && Objects.equals(here.revision(), source.revision())) {
      return Attempts.Verdict.notDone();
    }
    throw Failures.unknown(
        call,
        "the source is "
            + (here == null ? "gone" : "there")
            + ", and the target is "
            + (there == null ? "missing" : "not certainly its copy"),
        cause);
  }

  private void copyAndDelete(OperationCall call, Entry source, String target, CopyOptions options) {
    CopyOptions bound = options;
    if (source.revision() != null && engine.capabilities.supports(Capability.CONDITIONAL_COPY)) {
      bound =
          options.withSourceIfMatch(
              options.sourceIfMatch() == null ? source.revision() : options.sourceIfMatch());
    }
    engine.copies.copy(call, call, source, target, bound);
    deleteCopied(call, source);
  }

  /**
   * Deletes the source, unless it changed since the copy. If the backend has no conditional delete,
   * a look comes right before each attempt.
   */
  private void deleteCopied(OperationCall call, Entry source) {
    Revision revision = source.revision();
    boolean conditional = revision != null && engine.features.has(Condition.DELETE_MATCH);
    boolean looks = !conditional && revision != null;
    DeleteRequest request =
        new DeleteRequest(
            source.key(),
            conditional && revision != null ? WriteCondition.match(revision) : WriteCondition.NONE,
            null);
    try {
      DeleteReply unused =
          engine.attempts.run(
              call,
              () -> {
                if (looks && isReplaced(call, source)) {
                  throw changed(call);
                }
                return engine.driver.delete(request, call);
              },
              (failure, cause) -> settleDelete(call, source, cause));
    } catch (PreconditionFailedException e) {
      if (engine.probes.look(call, source.key(), Detail.KIND) != null) {
        throw changed(call);
      }
    } catch (NotFoundException e) {
      // Gone is what it was to be.
    }
  }

  private boolean isReplaced(OperationCall call, Entry source) {
    Entry now = engine.probes.look(call, source.key(), Detail.ALL);
    return now != null && !Objects.equals(source.revision(), now.revision());
  }

  /** A delete whose reply was lost: another state at the source was written after it or before. */
  private static Attempts.Verdict<DeleteReply> settleDelete(
      OperationCall call, Entry source, Exception cause) {
    Entry now = LostWrite.look(call, source.key(), cause);
    if (now == null) {
      return Attempts.Verdict.done(DeleteReply.DELETED);
    }
    if (Objects.equals(source.revision(), now.revision())) {
      return Attempts.Verdict.notDone();
    }
    throw Failures.unknown(
        call,
        "the destination holds the file, and the source holds another state, which stays",
        cause);
  }

  private static PreconditionFailedException changed(OperationCall call) {
    return Failures.precondition(
        call,
        "The source changed while it was moved; it stays, and the destination holds its earlier"
            + " state");
  }
}
