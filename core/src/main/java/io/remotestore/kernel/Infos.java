package io.remotestore.kernel;

import io.remotestore.FolderInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.TemporaryName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Existence, file infos and folder counts. */
final class Infos {
  private final Engine engine;

  Infos(Engine engine) {
    this.engine = engine;
  }

  boolean exists(OperationCall call, String key) {
    if (call.walls().isRoot(key)) {
      return true;
    }
    if (engine.features.realFolders()) {
      return !TemporaryName.matches(key) && quietly(call, key) != null;
    }
    return isFile(call, key) || (!TemporaryName.matches(key) && probeFolder(call, key));
  }

  boolean isFile(OperationCall call, String key) {
    if (call.walls().isRoot(key) || TemporaryName.matches(key)) {
      return false;
    }
    Entry entry = quietly(call, key);
    return entry != null && entry.isFile();
  }

  boolean isFolder(OperationCall call, String key) {
    return call.walls().isRoot(key) || probeFolder(call, key);
  }

  private boolean probeFolder(OperationCall call, String key) {
    try {
      return engine.probes.isFolder(call, key);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A key that leads outside, or below a file, is not there. */
  private @Nullable Entry quietly(OperationCall call, String key) {
    try {
      return engine.probes.look(call, key, Detail.KIND);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  Entry fileInfo(OperationCall call, String key) {
    Entry entry = TemporaryName.matches(key) ? null : engine.probes.file(call, key, Detail.ALL);
    if (entry == null) {
      throw Probes.notFound(call);
    }
    return entry;
  }

  FolderInfo folderInfo(OperationCall call, String key, int maxDepth) {
    boolean known = call.walls().isRoot(key);
    if (!known && engine.features.realFolders()) {
      requireFolder(call, key);
      known = true;
    }
    Count count = new Count();
    ListOptions options =
        ListOptions.maxDepth(maxDepth).withSkippedListener(skipped -> count.skipped++);
    try (EntryIterator files = engine.listings.files(call, key, options)) {
      while (files.hasNext()) {
        count.add(files.next());
      }
    }
    if (count.files == 0 && !known && !engine.probes.holdsSomething(call, key)) {
      throw engine.probes.missingFolder(call, key, Probes.notFound(call));
    }
    return FolderInfo.of(call.walls().path(key), count.files, count.bytes, count.newest)
        .withSkippedCount(count.skipped);
  }

  private void requireFolder(OperationCall call, String key) {
    Entry entry = engine.probes.look(call, key, Detail.KIND);
    if (entry == null) {
      throw Probes.notFound(call);
    }
    if (entry.isFile()) {
      throw Probes.isFile(call);
    }
  }

  void ping(OperationCall call) {
    engine.attempts.run(
        call,
        () -> {
          engine.driver.probe(call);
          return true;
        });
    String root = call.scope();
    if (root.isEmpty() || !engine.features.realFolders()) {
      return;
    }
    Entry entry = engine.probes.look(call, root, Detail.KIND);
    if (entry != null && entry.isFile()) {
      throw Failures.exception(
          call,
          Failure.rejected(Kind.NOT_A_FOLDER).withDetail("the root of the store is a file"),
          null);
    }
  }

  private static final class Count {
    private long files;
    private long bytes;
    private long skipped;
    private @Nullable Instant newest;

    private void add(Entry entry) {
      files++;
      bytes += Math.max(0, entry.size());
      Instant modified = entry.modifiedAt();
      if (modified != null && (newest == null || modified.isAfter(newest))) {
        newest = modified;
      }
    }
  }
}
