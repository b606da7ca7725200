package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.CapabilitySet;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.DeleteReport;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.FolderInfo;
import io.remotestore.ForwardingStore;
import io.remotestore.ListOptions;
import io.remotestore.Operation;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.PresignOptions;
import io.remotestore.PresignedRequest;
import io.remotestore.ReadOptions;
import io.remotestore.RemotePath;
import io.remotestore.RemoteStoreException;
import io.remotestore.ResolutionPlan;
import io.remotestore.Store;
import io.remotestore.StoreIdentity;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreListener;
import io.remotestore.StoreReader;
import io.remotestore.StoreWriter;
import io.remotestore.Uploads;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.spi.Call;
import io.remotestore.spi.PresignRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one real implementation of {@link Store}: begins the operation, checks path, options and
 * capabilities, and hands over to the file named after the concern.
 */
final class KernelStore implements Store {
  private final Engine engine;
  private final Scope scope;
  private final Listeners listeners;
  private final @Nullable Duration limit;
  private final boolean owner;
  private final String name;

  private KernelStore(
      Engine engine,
      String name,
      Scope scope,
      Listeners listeners,
      @Nullable Duration limit,
      boolean owner) {
    this.engine = engine;
    this.name = name;
    this.scope = scope;
    this.listeners = listeners;
    this.limit = limit;
    this.owner = owner;
  }

  /** The name that was given is that of the root, wherever it lies. */
  static KernelStore owner(Engine engine, String rootKey) {
    String given = engine.options.name();
    String place = engine.address.service() + (rootKey.isEmpty() ? "" : "/" + rootKey);
    String name = given == null ? place : given;
    return new KernelStore(engine, name, new Scope(rootKey), Listeners.NONE, null, true);
  }

  Engine engine() {
    return engine;
  }

  Scope scope() {
    return scope;
  }

  Listeners listeners() {
    return listeners;
  }

  String name() {
    return name;
  }

  OperationCall begin(Operation operation, String path) {
    Objects.requireNonNull(path, "path");
    OperationCall call = new OperationCall(this, operation, path, limit);
    if (engine.isClosed()) {
      throw call.closed(null);
    }
    return call;
  }

  /** Runs an operation that ends when its method returns. */
  <T extends @Nullable Object> T run(
      Operation operation, String path, Function<OperationCall, T> body) {
    OperationCall call = begin(operation, path);
    RemoteStoreException failure = null;
    try {
      return body.apply(call);
    } catch (RemoteStoreException e) {
      failure = e;
      throw e;
    } finally {
      call.finished(failure);
    }
  }

  /** Runs the beginning of an operation that ends when what it returns is closed. */
  private <T> T open(Operation operation, String path, Function<OperationCall, T> body) {
    OperationCall call = begin(operation, path);
    try {
      return body.apply(call);
    } catch (RemoteStoreException e) {
      call.finished(e);
      throw e;
    }
  }

  // ---------------------------------------------------------------- reading

  @Override
  public StoreInputStream read(String path, ReadOptions options) {
    return open(
        Operation.READ,
        path,
        call -> {
          Reads.gate(call, options);
          String key = scope.file(call, path);
          return engine.reads.stream(call.started(), key, options);
        });
  }

  @Override
  public byte[] readBytes(String path, ReadOptions options) {
    return open(
        Operation.READ,
        path,
        call -> {
          Reads.gate(call, options);
          String key = scope.file(call, path);
          return engine.reads.bytes(call.started(), key, options);
        });
  }

  @Override
  public FileInfo readTo(String path, Path file, ReadOptions options) {
    return open(
        Operation.READ,
        path,
        call -> {
          Reads.gate(call, options);
          String key = scope.file(call, path);
          return engine.reads.toFile(call.started(), key, file, options);
        });
  }

  @Override
  public StoreReader open(String path, ReadOptions options) {
    return open(
        Operation.OPEN,
        path,
        call -> {
          Reads.gate(call, options);
          String key = scope.file(call, path);
          return engine.reads.open(call.started(), key, options);
        });
  }

  // ---------------------------------------------------------------- writing

  @Override
  public WriteResult write(String path, Content content, WriteOptions options) {
    Objects.requireNonNull(content, "content");
    return run(
        Operation.WRITE,
        path,
        call -> {
          Writes.gate(call, options);
          String key = scope.target(call, path);
          return engine.writes.write(call.started(), key, content, options);
        });
  }

  @Override
  public StoreWriter openWrite(String path, WriteOptions options) {
    return open(
        Operation.WRITE,
        path,
        call -> {
          Writes.gate(call, options);
          String key = scope.target(call, path);
          return engine.writes.open(call.started(), key, options);
        });
  }

  // ---------------------------------------------------------------- looking

  @Override
  public boolean exists(String path) {
    return run(
        Operation.EXISTS,
        path,
        call -> {
          String key = scope.folder(call, path);
          return engine.infos.exists(call.started(), key);
        });
  }

  @Override
  public boolean isFile(String path) {
    return run(
        Operation.EXISTS,
        path,
        call -> {
          String key = scope.folder(call, path);
          return engine.infos.isFile(call.started(), key);
        });
  }

  @Override
  public boolean isFolder(String path) {
    return run(
        Operation.EXISTS,
        path,
        call -> {
          String key = scope.folder(call, path);
          return engine.infos.isFolder(call.started(), key);
        });
  }

  @Override
  public FileInfo getFileInfo(String path) {
    return run(
        Operation.GET_FILE_INFO,
        path,
        call -> {
          Gates.require(call, Capability.METADATA);
          String key = scope.file(call, path);
          return Entries.info(scope, engine.infos.fileInfo(call.started(), key));
        });
  }

  @Override
  public FolderInfo getFolderInfo(String path, int maxDepth) {
    ListOptions depth = ListOptions.maxDepth(maxDepth);
    return run(
        Operation.GET_FOLDER_INFO,
        path,
        call -> {
          Gates.require(call, Capability.METADATA);
          Listings.gate(call, depth);
          String key = scope.folder(call, path);
          return engine.infos.folderInfo(call.started(), key, maxDepth);
        });
  }

  @Override
  public Stream<FileInfo> listFiles(String path, ListOptions options) {
    return open(
        Operation.LIST,
        path,
        call -> {
          Listings.gate(call, options);
          String key = scope.folder(call, path);
          EntryIterator entries = engine.listings.files(call, key, options);
          return engine.listings.infos(call.started(), entries);
        });
  }

  @Override
  public Stream<FolderEntry> listFolders(String path, ListOptions options) {
    return open(
        Operation.LIST,
        path,
        call -> {
          Listings.gate(call, options);
          String key = scope.folder(call, path);
          EntryIterator entries = engine.listings.folders(call, key, options);
          return engine.listings.folderEntries(call.started(), entries);
        });
  }

  @Override
  public Stream<PathEntry> iterChildren(String path, ListOptions options) {
    if (options.maxDepth() != 0) {
      throw new IllegalArgumentException("The children of a folder are one level: " + options);
    }
    return open(
        Operation.LIST,
        path,
        call -> {
          Listings.gate(call, options);
          String key = scope.folder(call, path);
          EntryIterator entries = engine.listings.children(call, key, options);
          return engine.listings.pathEntries(call.started(), entries);
        });
  }

  @Override
  public Page<PathEntry> listPage(String path, ListOptions options) {
    return run(
        Operation.LIST,
        path,
        call -> {
          Listings.gate(call, options.withOrdered());
          Gates.require(call, Capability.LIST_FROM_KEY);
          String key = scope.folder(call, path);
          return engine.listings.page(call.started(), key, options);
        });
  }

  @Override
  public Stream<FileInfo> glob(String pattern) {
    return open(
        Operation.GLOB,
        pattern,
        call -> {
          Gates.require(call, Capability.GLOB);
          Glob glob = Glob.of(call, pattern);
          EntryIterator entries = engine.listings.glob(call, glob);
          return engine.listings.infos(call.started(), entries);
        });
  }

  @Override
  public Stream<FileInfo> listVersions(String path) {
    return open(
        Operation.LIST_VERSIONS,
        path,
        call -> {
          Gates.require(call, Capability.VERSIONS);
          String key = scope.file(call, path);
          EntryIterator entries = DriverEntries.versions(call, key);
          return engine.listings.infos(call.started(), entries);
        });
  }

  // ---------------------------------------------------------------- changing

  @Override
  public void delete(String path, DeleteOptions options) {
    run(
        Operation.DELETE,
        path,
        call -> {
          Deletes.gate(call, options);
          String key = scope.file(call, path);
          engine.deletes.file(call.started(), key, options);
          return true;
        });
  }

  @Override
  public DeleteReport deleteAll(Collection<String> paths, DeleteOptions options) {
    return run(
        Operation.DELETE,
        "",
        call -> {
          Deletes.gate(call, options);
          List<String> keys = new ArrayList<>(paths.size());
          paths.forEach(path -> keys.add(scope.file(call, path)));
          return engine.deletes.many(call.started(), keys, options);
        });
  }

  @Override
  public void deleteFolder(String path, DeleteOptions options) {
    run(
        Operation.DELETE_FOLDER,
        path,
        call -> {
          String key = scope.file(call, path);
          Deletes.gate(call, options);
          Gates.require(call, Capability.LIST);
          new TreeDelete(call.started(), options).run(key);
          return true;
        });
  }

  @Override
  public void move(String source, String destination, CopyOptions options) {
    run(
        Operation.MOVE,
        source,
        call -> {
          Moves.gate(call, options);
          String from = scope.file(call, source);
          String to = scope.target(call, destination);
          engine.moves.move(call.started(), from, to, options);
          return true;
        });
  }

  @Override
  public void copy(String source, String destination, CopyOptions options) {
    run(
        Operation.COPY,
        source,
        call -> {
          Copies.gate(call, options);
          String from = scope.file(call, source);
          String to = scope.target(call, destination);
          engine.copies.copy(call.started(), from, to, options);
          return true;
        });
  }

  @Override
  public void copyFrom(Store source, String sourcePath, String destination, CopyOptions options) {
    run(
        Operation.COPY,
        sourcePath,
        call -> {
          Gates.require(call, Capability.COPY);
          Copies.gateTarget(call, options);
          String to = scope.target(call, destination);
          KernelStore other = readOf(source);
          if (other == null || !engine.copies.takesFrom(other.engine)) {
            engine.copies.fromOther(call.started(), source, sourcePath, to, options);
          } else if (other.engine == engine && other.listeners == listeners) {
            copyWithin(call, other, sourcePath, to, options);
          } else {
            copyBetween(call, other, sourcePath, to, options);
          }
          return true;
        });
  }

  /** The store whose files a store reads unchanged; null where it may change or forbid them. */
  private static @Nullable KernelStore readOf(Store source) {
    Store read = source;
    while (read instanceof ForwardingStore decorator) {
      Store below = decorator.transparentOver();
      if (below == null) {
        return null;
      }
      read = below;
    }
    return read instanceof KernelStore kernel ? kernel : null;
  }

  /** Copies from another wall over the same driver. */
  private void copyWithin(
      OperationCall call, KernelStore other, String path, String to, CopyOptions options) {
    Copies.gateSource(call, options);
    String source = other.scope.file(call, path);
    OperationCall from =
        other.scope.root().equals(scope.root()) ? call : call.within(other.scope.root());
    engine.copies.copy(call.started(), from, source, to, options);
  }

  /** Copies from another store, whose own call looks at the source and tells its listeners. */
  private void copyBetween(
      OperationCall call, KernelStore other, String path, String to, CopyOptions options) {
    KernelStore limited = (KernelStore) Copies.limited(call, other);
    boolean unused =
        limited.run(
            Operation.COPY,
            path,
            from -> {
              Copies.gateSource(from, options);
              String source = other.scope.file(from, path);
              // Its own deadline ends it at the same time, and says so.
              Runnable end =
                  () -> {
                    if (!call.isExpired()) {
                      from.cancel();
                    }
                  };
              try (Call.Hook ended = call.onCancel(end)) {
                engine.copies.copy(call.started(), from.started(), source, to, options);
              }
              return true;
            });
  }

  @Override
  public void createFolder(String path) {
    run(
        Operation.CREATE_FOLDER,
        path,
        call -> {
          Gates.require(call, Capability.EMPTY_FOLDERS);
          String key = scope.target(call, path);
          engine.folders.create(call.started(), key);
          return true;
        });
  }

  // ---------------------------------------------------------------- around

  @Override
  public Store child(String path) {
    OperationCall call = new OperationCall(this, Operation.RESOLVE, path, null);
    String key = scope.file(call, path);
    String below = name + "/" + scope.path(key);
    return new KernelStore(engine, below, new Scope(key), listeners, limit, false);
  }

  @Override
  public void ping() {
    run(
        Operation.PING,
        "",
        call -> {
          engine.infos.ping(call.started());
          return true;
        });
  }

  @Override
  public CapabilitySet capabilities() {
    return engine.capabilities;
  }

  @Override
  public StoreIdentity identity() {
    return new StoreIdentity(engine.address.backend(), engine.address.service(), scope.root());
  }

  @Override
  public ResolutionPlan resolve(String path) {
    String key = addressed(path);
    return ResolutionPlan.of(
        engine.address.backend(),
        path,
        engine.address.nativePath(key),
        engine.address.details(key));
  }

  @Override
  public String nativePath(String path) {
    return engine.address.nativePath(addressed(path));
  }

  private String addressed(String path) {
    return scope.folder(new OperationCall(this, Operation.RESOLVE, path, null), path);
  }

  @Override
  public String toKey(String nativePath) {
    String key = engine.address.toKey(nativePath);
    boolean normal = key.isEmpty() || RemotePath.isNormal(key);
    if (!engine.address.owns(nativePath) || !normal || !scope.contains(key)) {
      throw Scope.invalid(
          new OperationCall(this, Operation.RESOLVE, nativePath, null),
          nativePath,
          normal
              ? "The native path lies outside this store"
              : "The native path is not that of a file of this store");
    }
    return scope.path(key);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    T client = engine.driver.unwrap(type);
    if (client == null) {
      OperationCall call = new OperationCall(this, Operation.UNWRAP, "", null);
      throw new CapabilityNotSupportedException(
          call.details("This backend has no native client of type " + type.getName()).build(),
          null,
          null);
    }
    return client;
  }

  @Override
  public PresignedRequest presign(String path, PresignOptions options) {
    return run(
        Operation.PRESIGN,
        path,
        call -> {
          Gates.require(call, Capability.PRESIGN);
          PresignRequest request = new PresignRequest(scope.file(call, path), options);
          call.started();
          return engine.attempts.run(call, () -> engine.driver.presign(request, call));
        });
  }

  @Override
  public Uploads uploads() {
    Gates.require(begin(Operation.UPLOADS, ""), Capability.UPLOADS);
    return new KernelUploads(this);
  }

  @Override
  public Store withListener(StoreListener listener) {
    return new KernelStore(engine, name, scope, listeners.plus(listener), limit, owner);
  }

  @Override
  public Store withDeadline(Duration newLimit) {
    if (newLimit.isNegative() || newLimit.isZero()) {
      throw new IllegalArgumentException("the limit is not positive: " + newLimit);
    }
    boolean closer = limit == null || newLimit.compareTo(limit) < 0;
    return new KernelStore(engine, name, scope, listeners, closer ? newLimit : limit, owner);
  }

  @Override
  public void close() {
    if (!owner) {
      return;
    }
    try {
      engine.close();
    } catch (IOException e) {
      OperationCall call = new OperationCall(this, Operation.CLOSE, "", null);
      throw new RemoteStoreException(call.details("The backend failed to close: " + e).build(), e);
    }
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof KernelStore other
        && engine == other.engine
        && scope.root().equals(other.scope.root());
  }

  @Override
  public int hashCode() {
    return Objects.hash(engine, scope.root());
  }

  @Override
  public String toString() {
    return "Store[" + name + "]";
  }
}
