package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.DeleteOptions.Missing;
import io.remotestore.DeleteReport;
import io.remotestore.DeleteResult;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Deletes of files, one and many. Folders are in {@link TreeDelete}. */
final class Deletes {
  private final Engine engine;

  Deletes(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, DeleteOptions options) {
    Gates.require(call, Capability.DELETE);
    Gates.requireIf(options.ifMatch() != null, call, Capability.CONDITIONAL_DELETE);
    Gates.requireIf(options.version() != null, call, Capability.VERSIONS);
  }

  void file(OperationCall call, String key, DeleteOptions options) {
    if (one(call, key, options) == DeleteReply.MISSING && options.missing() == Missing.FAILS) {
      throw Probes.notFound(call);
    }
  }

  /** Deletes a file; absence is a reply, a folder an error. */
  private DeleteReply one(OperationCall call, String key, DeleteOptions options) {
    if (TemporaryName.matches(key)) {
      return DeleteReply.MISSING;
    }
    Entry seen = null;
    if (!engine.features.deleteReportsMissing()
        && options.missing() != Missing.UNCHECKED
        && options.version() == null) {
      seen = engine.probes.file(call, key, Detail.ALL);
      if (seen == null) {
        return absent(call, options);
      }
    }
    DeleteReply reply = remove(call, key, options, seen);
    if (reply != DeleteReply.MISSING) {
      return reply;
    }
    if (options.missing() != Missing.UNCHECKED && engine.probes.isFolder(call, key)) {
      throw Probes.isFolder(call);
    }
    return absent(call, options);
  }

  private static DeleteReply absent(OperationCall call, DeleteOptions options) {
    if (options.ifMatch() != null && options.missing() == Missing.FAILS) {
      throw Failures.precondition(call, "The file is missing, not in the expected state");
    }
    return DeleteReply.MISSING;
  }

  private DeleteReply remove(
      OperationCall call, String key, DeleteOptions options, @Nullable Entry seen) {
    WriteCondition condition =
        options.ifMatch() == null ? WriteCondition.NONE : WriteCondition.match(options.ifMatch());
    DeleteRequest request = new DeleteRequest(key, condition, options.version());
    return engine.attempts.run(
        call,
        () -> engine.driver.delete(request, call),
        (failure, cause) -> settle(call, request, options, seen, cause));
  }

  /**
   * Settles a delete whose reply was lost.
   *
   * <pre>
   * at the key is                     asked for                then
   * anything                          idempotent, or a version it is sent again
   * nothing                           seen before              deleted
   * nothing                           missingOk                deleted
   * nothing                           a state, or not seen     unknown
   * the state seen or named           any                      it is sent again
   * another state                     any                      unknown: a rival's write stays
   * a file, and no state to compare   any                      it is sent again
   * </pre>
   */
  private static Attempts.Verdict<DeleteReply> settle(
      OperationCall call,
      DeleteRequest request,
      DeleteOptions options,
      @Nullable Entry seen,
      Exception cause) {
    Revision named = request.condition().revision();
    if ((options.missing() == Missing.UNCHECKED && named == null) || request.version() != null) {
      return Attempts.Verdict.repeat();
    }
    Entry entry = LostWrite.look(call, request.key(), cause);
    if (entry == null) {
      if (named == null && (seen != null || options.missing() != Missing.FAILS)) {
        return Attempts.Verdict.done(DeleteReply.DELETED);
      }
      throw Failures.unknown(call, "the file is gone, by this delete or by another", cause);
    }
    Revision before = named != null || seen == null ? named : seen.revision();
    if (before == null || before.equals(entry.revision())) {
      return Attempts.Verdict.notDone();
    }
    throw Failures.unknown(
        call, "the file is in another state, written after this delete or before it", cause);
  }

  DeleteReport many(OperationCall call, List<String> keys, DeleteOptions options) {
    List<DeleteResult> results = new ArrayList<>(keys.size());
    boolean bulk =
        engine.features.has(Primitive.DELETE_MANY)
            && options.missing() == Missing.UNCHECKED
            && options.ifMatch() == null;
    int size = bulk ? engine.features.deleteBatch() : keys.size();
    for (int from = 0; from < keys.size(); from += Math.max(1, size)) {
      List<String> part = keys.subList(from, Math.min(keys.size(), from + size));
      if (bulk) {
        results.addAll(batch(call, part));
      } else {
        part.forEach(key -> results.add(result(call, key, options)));
      }
    }
    return DeleteReport.of(results);
  }

  /**
   * Deletes up to a batch. Only the keys that failed for a passing reason go again. A request that
   * fails as a whole fails for each of its keys: other batches, and keys that an earlier attempt
   * deleted, have results of their own.
   */
  List<DeleteResult> batch(OperationCall call, List<String> keys) {
    Map<Integer, DeleteResult> results = new TreeMap<>();
    long begun = engine.attempts.begin();
    List<Integer> open = IntStream.range(0, keys.size()).boxed().toList();
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      List<String> part = open.stream().map(keys::get).toList();
      List<DeleteManyResult> replies;
      try {
        replies =
            engine.attempts.run(
                call, () -> engine.driver.deleteMany(part, call), Attempts.Doubt.idempotent());
      } catch (OperationInterruptedException | DeadlineExceededException e) {
        throw e;
      } catch (RemoteStoreException e) {
        for (int i : open) {
          results.put(i, DeleteResult.failed(call.walls().path(keys.get(i)), e));
        }
        break;
      }
      List<Integer> again = new ArrayList<>();
      Failure passing = null;
      for (int i = 0; i < part.size(); i++) {
        Failure failure = replies.get(i).failure();
        if (failure != null && failure.kind().passing()) {
          passing = failure;
          again.add(open.get(i));
        }
        results.put(open.get(i), result(call, replies.get(i)));
      }
      if (passing == null || !engine.attempts.mayRepeat(passing, attempt)) {
        break;
      }
      engine.attempts.backOff(
          call, passing, attempt, begun, Failures.exception(call, passing, null));
      open = again;
    }
    return List.copyOf(results.values());
  }

  private static DeleteResult result(OperationCall call, DeleteManyResult reply) {
    String path = call.walls().path(reply.key());
    Failure failure = reply.failure();
    if (failure != null) {
      RemoteStoreException error = Failures.exception(call.about(reply.key()), failure, null);
      return DeleteResult.failed(
          path,
          failure.effect() == Failure.Effect.UNKNOWN
              ? Failures.unknown(call.about(reply.key()), failure, error.problem(), error)
              : error);
    }
    return reply.reply() == DeleteReply.MISSING
        ? DeleteResult.missing(path)
        : DeleteResult.deleted(path);
  }

  private DeleteResult result(OperationCall call, String key, DeleteOptions options) {
    String path = call.walls().path(key);
    try {
      DeleteReply reply = one(call, key, options);
      if (reply != DeleteReply.MISSING) {
        return DeleteResult.deleted(path);
      }
      return options.missing() == Missing.FAILS
          ? DeleteResult.failed(path, Probes.notFound(call))
          : DeleteResult.missing(path);
    } catch (OperationInterruptedException | DeadlineExceededException e) {
      throw e;
    } catch (RemoteStoreException e) {
      return DeleteResult.failed(path, e);
    }
  }
}
