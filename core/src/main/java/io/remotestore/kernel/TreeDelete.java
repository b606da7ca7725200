package io.remotestore.kernel;

import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.DeleteOptions.Missing;
import io.remotestore.DeleteResult;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.NotFoundException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.WriteCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delete of one folder. With recursion every key gets a result; a key that fails does not keep
 * the others, and the first reason is thrown at the end.
 */
final class TreeDelete {
  private static final int PAGE = 1000;

  /** How many of the remaining entries an error names. */
  private static final int SHOWN = 3;

  private final OperationCall call;
  private final Engine engine;
  private final DeleteOptions options;
  private @Nullable RemoteStoreException first;
  private int suppressed;

  TreeDelete(OperationCall call, DeleteOptions options) {
    this.call = call;
    this.engine = call.engine();
    this.options = options;
  }

  void run(String folder) {
    boolean found = engine.features.realFolders() ? real(folder) : implied(folder);
    if (first != null) {
      throw first;
    }
    if (!found && options.missing() != Missing.UNCHECKED) {
      RemoteStoreException reason =
          engine.probes.missingFolder(call, folder, Probes.notFound(call));
      if (options.missing() == Missing.FAILS || !(reason instanceof NotFoundException)) {
        throw reason;
      }
    }
  }

  // ---------------------------------------------------------------- folders that are prefixes

  private boolean implied(String folder) {
    if (!options.isRecursive()) {
      return removeMarker(folder);
    }
    boolean found = false;
    Depth depth = engine.features.recursiveList() ? Depth.ALL : Depth.DIRECT;
    try (EntryIterator entries =
        DriverEntries.everything(call, new ListRequest(folder, depth, null, PAGE))) {
      List<String> batch = new ArrayList<>();
      while (entries.hasNext()) {
        Entry entry = entries.next();
        found = true;
        if (entry.isFolder()) {
          implied(entry.key());
          continue;
        }
        batch.add(entry.key());
        if (batch.size() >= Math.max(1, engine.features.deleteBatch())) {
          deleteBatch(batch);
          batch.clear();
        }
      }
      deleteBatch(batch);
    }
    return found;
  }

  /** An empty folder exists if its key, which ends in a slash, exists. */
  private boolean removeMarker(String folder) {
    try (EntryIterator entries =
        DriverEntries.everything(call, new ListRequest(folder, Depth.DIRECT, null, 2))) {
      if (!entries.hasNext()) {
        return false;
      }
      Entry marker = entries.next();
      boolean empty = marker.key().equals(folder + "/") && marker.size() == 0 && !entries.hasNext();
      if (!empty) {
        throw Failures.exception(call, Failure.rejected(Kind.NOT_EMPTY), null);
      }
      deleteBatch(List.of(marker.key()));
      return true;
    }
  }

  private void deleteBatch(List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    if (engine.features.has(Primitive.DELETE_MANY)) {
      engine.deletes.batch(call, List.copyOf(keys)).forEach(this::tell);
    } else {
      keys.forEach(key -> attempt(key, () -> deleteFile(key)));
    }
  }

  // ---------------------------------------------------------------- folders of their own

  private boolean real(String folder) {
    if (!options.isRecursive()) {
      return removeFolder(folder) != DeleteReply.MISSING;
    }
    if (!isThere(folder)) {
      return false;
    }
    if (!isRemovedEmpty(folder)) {
      empty(folder);
      if (first == null) {
        removeFolder(folder);
      }
    }
    return true;
  }

  /** Removing comes first: what cannot be removed for another reason is not emptied either. */
  private boolean isRemovedEmpty(String folder) {
    try {
      DeleteReply unused = remove(folder);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  private boolean isThere(String folder) {
    Entry entry = engine.probes.look(call, folder, Detail.KIND);
    if (entry != null && entry.isFile()) {
      throw Probes.isFile(call);
    }
    return entry != null;
  }

  private record Level(String folder, EntryIterator entries) implements AutoCloseable {
    @Override
    public void close() {
      entries.close();
    }
  }

  /** Takes away all that is in a folder, deepest first. */
  private void empty(String folder) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(level(folder));
    try {
      while (!open.isEmpty()) {
        Level top = open.element();
        if (!top.entries().hasNext()) {
          open.pop().close();
          if (!open.isEmpty()) {
            attempt(top.folder(), () -> removeFolder(top.folder()));
          }
          continue;
        }
        Entry entry = top.entries().next();
        if (entry.kind() == Entry.Kind.NOT_TEXT) {
          continue; // no primitive takes it: removing the folder fails, and names it
        }
        if (entry.isFolder()) {
          open.push(level(entry.key()));
        } else {
          attempt(entry.key(), () -> deleteFile(entry.key()));
        }
      }
    } finally {
      open.forEach(Level::close);
    }
  }

  private Level level(String folder) {
    return new Level(
        folder, DriverEntries.everything(call, new ListRequest(folder, Depth.DIRECT, null, PAGE)));
  }

  private DeleteReply removeFolder(String key) {
    try {
      return remove(key);
    } catch (DirectoryNotEmptyException e) {
      if (!discardTemporaries(key)) {
        throw options.isRecursive() ? stillHolds(key, e) : e;
      }
      return remove(key);
    }
  }

  /**
   * The error about a folder that a recursive delete could not empty names the remaining entries.
   */
  private RemoteStoreException stillHolds(String folder, DirectoryNotEmptyException cause) {
    List<String> left = new ArrayList<>();
    boolean unnamed = false;
    try (Level level = level(folder)) {
      while (level.entries().hasNext() && left.size() < SHOWN) {
        Entry entry = level.entries().next();
        unnamed |= entry.kind() == Entry.Kind.NOT_TEXT;
        left.add("'" + call.walls().path(entry.key()) + "'");
      }
    } catch (RemoteStoreException e) {
      return Failures.secondLook(cause, e);
    }
    if (left.isEmpty()) {
      return cause;
    }
    return new DirectoryNotEmptyException(
        call.details("The folder still holds " + String.join(", ", left))
            .hint(
                unnamed
                    ? "the name is not text: remove it with a program of the backend"
                    : "it came while the folder was deleted: delete the folder again")
            .build(),
        cause);
  }

  private DeleteReply remove(String key) {
    return engine.attempts.run(call, () -> engine.driver.removeFolder(key, call), this::settle);
  }

  private Attempts.Verdict<DeleteReply> settle(Failure failure, Exception cause) {
    if (options.missing() == Missing.FAILS && !options.isRecursive()) {
      throw Failures.unknown(call, "the folder may be gone, by this delete or another", cause);
    }
    return Attempts.Verdict.repeat();
  }

  /**
   * A folder that shows nothing may hold what a killed process left: that goes, the living stays.
   */
  private boolean discardTemporaries(String folder) {
    boolean discarded = false;
    try (Level level = level(folder)) {
      while (level.entries().hasNext()) {
        Entry entry = level.entries().next();
        if (!TemporaryName.matches(entry.key())) {
          return false;
        }
        discarded |= discard(entry.key());
      }
    }
    return discarded;
  }

  private boolean discard(String key) {
    if (!engine.features.has(Primitive.UPLOADS)) {
      return false;
    }
    UnfinishedWrite write = new UnfinishedWrite(TemporaryName.target(key), key, null);
    return engine.attempts.run(
        call, () -> engine.driver.discard(write, UnfinishedWrite.Claim.ABANDONED, call));
  }

  private DeleteReply deleteFile(String key) {
    if (TemporaryName.matches(key)) {
      return discard(key) ? DeleteReply.GONE : DeleteReply.MISSING;
    }
    DeleteRequest request = new DeleteRequest(key, WriteCondition.NONE, null);
    return engine.attempts.run(
        call, () -> engine.driver.delete(request, call), Attempts.Doubt.idempotent());
  }

  // ---------------------------------------------------------------- results

  private interface Step {
    DeleteReply run();
  }

  private void attempt(String key, Step step) {
    String path = call.walls().path(key);
    boolean hidden = TemporaryName.matches(key);
    try {
      DeleteReply reply = step.run();
      if (!hidden) {
        tell(
            reply == DeleteReply.MISSING ? DeleteResult.missing(path) : DeleteResult.deleted(path));
      }
    } catch (OperationInterruptedException | DeadlineExceededException e) {
      throw e;
    } catch (RemoteStoreException e) {
      tell(DeleteResult.failed(path, e));
    }
  }

  private void tell(DeleteResult result) {
    RemoteStoreException error = result.error();
    if (error != null) {
      if (first == null) {
        first = error;
      } else if (error != first && suppressed++ < 10) { // one for all keys of a request
        first.addSuppressed(error);
      }
    }
    options.resultListener().accept(result);
  }
}
