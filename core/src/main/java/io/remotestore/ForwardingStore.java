package io.remotestore;

import io.remotestore.kernel.Kernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that passes every call on to another one; override what is to be different.
 *
 * <p>Conveniences with fewer arguments arrive at the overridden methods too. {@link #child}, {@link
 * #withListener} and {@link #withDeadline} return stores that are wrapped again by {@link #wrap},
 * so that a decorator is never lost on the way. Closing closes the other store.
 */
public abstract class ForwardingStore implements Store {
  private final Store delegate;

  /** Passes on to {@code delegate}. */
  protected ForwardingStore(Store delegate) {
    this.delegate = Objects.requireNonNull(delegate);
  }

  /** The store that calls are passed on to. */
  protected final Store delegate() {
    return delegate;
  }

  /** Returns the same decoration around another store. */
  protected abstract Store wrap(Store other);

  /**
   * Returns whether this decorator passes the bytes of files on unchanged, both ways, and forbids
   * no read and no write; false unless overridden. If true, {@link #copyFrom} copies on the server
   * if both ends are one service. If false, the bytes of such a copy pass through {@link #read} of
   * the source and {@link #write(String, Content, WriteOptions)} of the target: a decorator that
   * encrypts must see them.
   */
  protected boolean isTransparent() {
    return false;
  }

  /** Returns the decorated store if this decorator is transparent, else null. */
  public final @Nullable Store transparentOver() {
    return isTransparent() ? delegate : null;
  }

  @Override
  public StoreInputStream read(String path, ReadOptions options) {
    return delegate.read(path, options);
  }

  @Override
  public byte[] readBytes(String path, ReadOptions options) {
    return delegate.readBytes(path, options);
  }

  @Override
  public FileInfo readTo(String path, Path file, ReadOptions options) {
    return delegate.readTo(path, file, options);
  }

  @Override
  public StoreReader open(String path, ReadOptions options) {
    return delegate.open(path, options);
  }

  @Override
  public WriteResult write(String path, Content content, WriteOptions options) {
    return delegate.write(path, content, options);
  }

  @Override
  public StoreWriter openWrite(String path, WriteOptions options) {
    return delegate.openWrite(path, options);
  }

  @Override
  public boolean exists(String path) {
    return delegate.exists(path);
  }

  @Override
  public boolean isFile(String path) {
    return delegate.isFile(path);
  }

  @Override
  public boolean isFolder(String path) {
    return delegate.isFolder(path);
  }

  @Override
  public FileInfo getFileInfo(String path) {
    return delegate.getFileInfo(path);
  }

  @Override
  public FolderInfo getFolderInfo(String path, int maxDepth) {
    return delegate.getFolderInfo(path, maxDepth);
  }

  @Override
  public Stream<FileInfo> listFiles(String path, ListOptions options) {
    return delegate.listFiles(path, options);
  }

  @Override
  public Stream<FolderEntry> listFolders(String path, ListOptions options) {
    return delegate.listFolders(path, options);
  }

  @Override
  public Stream<PathEntry> iterChildren(String path, ListOptions options) {
    return delegate.iterChildren(path, options);
  }

  @Override
  public Page<PathEntry> listPage(String path, ListOptions options) {
    return delegate.listPage(path, options);
  }

  @Override
  public Stream<FileInfo> glob(String pattern) {
    return delegate.glob(pattern);
  }

  @Override
  public Stream<FileInfo> listVersions(String path) {
    return delegate.listVersions(path);
  }

  @Override
  public void delete(String path, DeleteOptions options) {
    delegate.delete(path, options);
  }

  @Override
  public DeleteReport deleteAll(Collection<String> paths, DeleteOptions options) {
    return delegate.deleteAll(paths, options);
  }

  @Override
  public void deleteFolder(String path, DeleteOptions options) {
    delegate.deleteFolder(path, options);
  }

  @Override
  public void move(String source, String destination, CopyOptions options) {
    delegate.move(source, destination, options);
  }

  @Override
  public void copy(String source, String destination, CopyOptions options) {
    delegate.copy(source, destination, options);
  }

  @Override
  public void copyFrom(Store source, String sourcePath, String destination, CopyOptions options) {
    if (isTransparent()) {
      delegate.copyFrom(source, sourcePath, destination, options);
    } else {
      Kernel.streamCopy(source, sourcePath, this, innermost(), destination, options);
    }
  }

  private Store innermost() {
    Store store = delegate;
    while (store instanceof ForwardingStore decorator) {
      store = decorator.delegate;
    }
    return store;
  }

  @Override
  public void createFolder(String path) {
    delegate.createFolder(path);
  }

  @Override
  public Store child(String path) {
    return wrap(delegate.child(path));
  }

  @Override
  public void ping() {
    delegate.ping();
  }

  @Override
  public CapabilitySet capabilities() {
    return delegate.capabilities();
  }

  @Override
  public StoreIdentity identity() {
    return delegate.identity();
  }

  @Override
  public ResolutionPlan resolve(String path) {
    return delegate.resolve(path);
  }

  @Override
  public String nativePath(String path) {
    return delegate.nativePath(path);
  }

  @Override
  public String toKey(String nativePath) {
    return delegate.toKey(nativePath);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return delegate.unwrap(type);
  }

  @Override
  public PresignedRequest presign(String path, PresignOptions options) {
    return delegate.presign(path, options);
  }

  @Override
  public Uploads uploads() {
    return delegate.uploads();
  }

  @Override
  public Store withListener(StoreListener listener) {
    return wrap(delegate.withListener(listener));
  }

  @Override
  public Store withDeadline(Duration limit) {
    return wrap(delegate.withDeadline(limit));
  }

  @Override
  public void close() {
    delegate.close();
  }

  /** Two are equal when they are of one class and forward to equal stores. */
  @Override
  @SuppressWarnings("EqualsGetClass") // another decoration of the same store behaves differently
  public boolean equals(@Nullable Object o) {
    return o != null
        && getClass() == o.getClass()
        && delegate.equals(((ForwardingStore) o).delegate);
  }

  @Override
  public int hashCode() {
    return delegate.hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + delegate + "]";
  }
}
