package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what is at a key: the existence checks themselves, and the second look on the error path
 * that tells a wrong type from absence.
 *
 * <p>A check fails if the look fails. A second look fails only if the call ends during it.
 * Otherwise the first error stands.
 */
final class Probes {
  private final Engine engine;

  Probes(Engine engine) {
    this.engine = engine;
  }

  /** What is at a key; null for nothing, or for what is neither file nor folder. */
  @Nullable Entry look(OperationCall call, String key, Detail detail) {
    return look(call, new StatRequest(key, null, detail));
  }

  @Nullable Entry look(OperationCall call, StatRequest request) {
    Entry entry =
        engine.attempts.run(call, () -> Optional.ofNullable(stat(request, call))).orElse(null);
    return entry == null || !(entry.isFile() || entry.isFolder()) ? null : entry;
  }

  private @Nullable Entry stat(StatRequest request, OperationCall call) throws Exception {
    try {
      return engine.driver.stat(request, call);
    } catch (RemoteStoreException e) {
      throw e;
    } catch (Exception e) {
      if (Failures.of(e, call).kind() == Kind.NOT_FOUND) {
        return null; // an absent container holds nothing
      }
      throw e;
    }
  }

  /** The file at a key; a folder there is an error, absence is null. */
  @Nullable Entry file(OperationCall call, String key, Detail detail) {
    Entry entry = look(call, key, detail);
    if (entry != null && entry.isFolder()) {
      throw isFolder(call);
    }
    if (entry == null && isPrefix(call, key)) {
      throw isFolder(call);
    }
    return entry;
  }

  boolean isFolder(OperationCall call, String key) {
    if (call.walls().isRoot(key)) {
      return true;
    }
    if (engine.features.realFolders()) {
      Entry entry = look(call, key, Detail.KIND);
      return entry != null && entry.isFolder();
    }
    return isPrefix(call, key);
  }

  /** Tells whether keys lie below {@code key} where folders are but prefixes. */
  private boolean isPrefix(OperationCall call, String key) {
    if (engine.features.realFolders() || !engine.features.has(Primitive.LIST)) {
      return false;
    }
    return holdsSomething(call, key);
  }

  /** Tells whether a folder holds at least one entry. */
  boolean holdsSomething(OperationCall call, String folder) {
    ListRequest request = new ListRequest(folder, ListRequest.Depth.DIRECT, null, 1);
    return engine.attempts.run(
        call,
        () -> {
          try (Listing listing = engine.driver.list(request, call)) {
            ListedPage asked = new ListedPage(call, request);
            List<Entry> page = listing.next(call);
            while (page != null && asked.checked(page).isEmpty()) {
              page = listing.next(call);
            }
            return page != null;
          } catch (RemoteStoreException e) {
            throw e;
          } catch (Exception e) {
            if (Failures.of(e, call).kind() == Kind.NOT_FOUND) {
              return false;
            }
            throw e;
          }
        });
  }

  /** For a read-like operation on a file that was not found: tells a folder from absence. */
  RemoteStoreException missingFile(OperationCall call, String key, RemoteStoreException notFound) {
    try {
      return isPrefix(call, key) ? isFolder(call) : notFound;
    } catch (RemoteStoreException e) {
      return Failures.secondLook(notFound, e);
    }
  }

  /** For an operation on a folder that was not found: tells a file from absence. */
  RemoteStoreException missingFolder(
      OperationCall call, String key, RemoteStoreException notFound) {
    if (engine.features.realFolders()) {
      return notFound;
    }
    try {
      Entry entry = look(call, key, Detail.KIND);
      return entry != null && entry.isFile() ? isFile(call) : notFound;
    } catch (RemoteStoreException e) {
      return Failures.secondLook(notFound, e);
    }
  }

  /**
   * For a write that failed where folders are real: the type of what is there, or above it,
   * outranks that something is there.
   */
  RemoteStoreException failedWrite(
      OperationCall call, String key, RemoteStoreException failure, Kind kind) {
    boolean maybeType =
        kind == Kind.ALREADY_EXISTS
            || kind == Kind.PRECONDITION_FAILED
            || kind == Kind.NOT_FOUND
            || kind == Kind.OTHER;
    if (!maybeType || !engine.features.realFolders()) {
      return failure;
    }
    try {
      Entry entry = look(call, key, Detail.KIND);
      if (entry != null) {
        return entry.isFolder() ? isFolder(call) : failure;
      }
      for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
        Entry above = look(call, key.substring(0, slash), Detail.KIND);
        if (above != null) {
          return above.isFile() ? isFile(call) : failure;
        }
      }
      return failure;
    } catch (RemoteStoreException e) {
      return Failures.secondLook(failure, e);
    }
  }

  /**
   * Refuses a target below a file, and a target that is a folder's name, if the options refuse it:
   * see {@link io.remotestore.StoreOptions#refusesWritesBelowFiles} and {@link
   * io.remotestore.StoreOptions#refusesWritesOverFolders}. Backends with real folders refuse by
   * themselves.
   */
  void requireNoFileAbove(OperationCall call, String key) {
    if (engine.features.realFolders()) {
      return;
    }
    if (engine.options.refusesWritesOverFolders() && isFolderForAllWeCanSee(call, key)) {
      throw isFolder(call);
    }
    if (!engine.options.refusesWritesBelowFiles()) {
      return;
    }
    for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
      if (isFileForAllWeCanSee(call, key.substring(0, slash))) {
        throw isFile(call);
      }
    }
  }

  private boolean isFolderForAllWeCanSee(OperationCall call, String key) {
    try {
      return isPrefix(call, key);
    } catch (RemoteStoreException e) {
      if (Failures.endsCall(e)) {
        throw e;
      }
      return false;
    }
  }

  private boolean isFileForAllWeCanSee(OperationCall call, String key) {
    try {
      Entry entry = look(call, key, Detail.KIND);
      return entry != null && entry.isFile();
    } catch (RemoteStoreException e) {
      if (Failures.endsCall(e)) {
        throw e;
      }
      return false;
    }
  }

  static RemoteStoreException isFolder(OperationCall call) {
    return Failures.exception(call, Failure.rejected(Kind.IS_FOLDER), null);
  }

  static RemoteStoreException isFile(OperationCall call) {
    return Failures.exception(call, Failure.rejected(Kind.NOT_A_FOLDER), null);
  }

  static RemoteStoreException notFound(OperationCall call) {
    return Failures.exception(call, Failure.rejected(Kind.NOT_FOUND), null);
  }
}
