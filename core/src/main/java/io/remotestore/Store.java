package io.remotestore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * Files under keys, on any backend.
 *
 * <p>Keys are text relative to the store's root, taken apart by {@link RemotePath}: {@code
 * a/b.txt}, never a URI, never decoded. {@code ""} and {@code "."} are the root, which is a folder
 * and always there. A store never reaches outside its root.
 *
 * <p><b>Errors</b> are unchecked {@link RemoteStoreException}s. A bad path, a bad option and a
 * missing capability ({@link CapabilityNotSupportedException}) throw at the call, before any I/O,
 * even if the result is lazy. <b>Threads</b>: a store may be used by any number of them; streams,
 * readers' channels, writers and listings are for one each. <b>Interrupts</b> end a call with
 * {@link OperationInterruptedException}, the flag still set. <b>Closing</b>: close every closeable
 * result, listings included.
 *
 * <p>A store is not for locking, appending, watching, or POSIX permissions.
 */
public interface Store extends AutoCloseable {

  // ---------------------------------------------------------------- reading

  /** Opens a file. Same as {@link #read(String, ReadOptions)} without options. */
  default StoreInputStream read(String path) {
    return read(path, ReadOptions.none());
  }

  /**
   * Opens a file, or a part of it. A connection that breaks in the middle is taken up again at the
   * byte where it broke, as long as the file is still the same.
   *
   * @throws NotFoundException if the file is missing
   * @throws InvalidPathException if the path is a folder, or the root
   * @throws PreconditionFailedException if the file is not in the state that the options name
   * @throws NotModifiedException if the file is in the state that the options exclude
   * @throws RangeNotSatisfiableException if the range begins beyond the end
   */
  StoreInputStream read(String path, ReadOptions options);

  /**
   * Returns all bytes of a file; the one read that holds a whole file in memory. Large files of far
   * stores are fetched on several connections at once.
   */
  default byte[] readBytes(String path) {
    return readBytes(path, ReadOptions.none());
  }

  /** Returns the bytes that {@link #read(String, ReadOptions)} would stream. */
  byte[] readBytes(String path, ReadOptions options);

  /** Returns a file as UTF-8 text; malformed bytes are an error, never replaced. */
  default String readText(String path) {
    return readText(path, StandardCharsets.UTF_8);
  }

  /** Returns a file as text; malformed bytes are an error, never replaced. */
  default String readText(String path, Charset charset) {
    byte[] bytes = readBytes(path);
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RemoteStoreException(
          ErrorDetails.of("The file is not valid " + charset)
              .operation(Operation.READ)
              .path(path)
              .build(),
          e);
    }
  }

  /** Reads a file into a local one. Same as {@link #readTo(String, Path, ReadOptions)}. */
  default FileInfo readTo(String path, Path file) {
    return readTo(path, file, ReadOptions.none());
  }

  /**
   * Reads a file, or a part of it, into a file of this machine, whose folder must exist and which
   * appears, or is replaced, when it is whole. Large files of far stores are fetched on several
   * connections at once, as many as {@link StoreOptions#concurrency()}, and no more of them is held
   * in memory than passes through.
   *
   * @throws RemoteStoreException if the local file cannot be written, and as {@link #read(String,
   *     ReadOptions)}
   */
  FileInfo readTo(String path, Path file, ReadOptions options);

  /** Opens a file for random access. Same as {@link #open(String, ReadOptions)} without options. */
  default StoreReader open(String path) {
    return open(path, ReadOptions.none());
  }

  /**
   * Opens one state of a file for random access.
   *
   * @param options conditions and version; a range other than {@link ByteRange#ALL} is refused
   * @throws NotFoundException if the file is missing
   * @throws InvalidPathException if the path is a folder, or the root
   */
  StoreReader open(String path, ReadOptions options);

  // ---------------------------------------------------------------- writing

  /** Creates a file. Same as {@link #write(String, Content, WriteOptions)}, refusing to replace. */
  default WriteResult write(String path, byte[] content) {
    return write(path, Content.of(content), WriteOptions.create());
  }

  /** Writes a file. Same as {@link #write(String, Content, WriteOptions)}. */
  default WriteResult write(String path, byte[] content, WriteOptions options) {
    return write(path, Content.of(content), options);
  }

  /** Creates a file of what is left of {@code content}, which is not closed. */
  default WriteResult write(String path, InputStream content) {
    return write(path, Content.of(content), WriteOptions.create());
  }

  /** Writes a file of what is left of {@code content}, which is not closed. */
  default WriteResult write(String path, InputStream content, WriteOptions options) {
    return write(path, Content.of(content), options);
  }

  /** Creates a file from a local one. */
  default WriteResult write(String path, Path content) {
    return write(path, Content.of(content), WriteOptions.create());
  }

  /** Writes a file from a local one. */
  default WriteResult write(String path, Path content, WriteOptions options) {
    return write(path, Content.of(content), options);
  }

  /** Creates a file of what {@code content} produces; nothing is published if it throws. */
  default WriteResult write(String path, OutputAction content) {
    return write(path, content, WriteOptions.create());
  }

  /** Writes a file of what {@code content} produces; nothing is published if it throws. */
  default WriteResult write(String path, OutputAction content, WriteOptions options) {
    try (StoreWriter writer = openWrite(path, options)) {
      content.writeTo(writer.stream());
      return writer.commit();
    } catch (IOException e) {
      throw IoErrors.unchecked(e, Operation.WRITE, path);
    }
  }

  /** Creates a file of any content. */
  default WriteResult write(String path, Content content) {
    return write(path, content, WriteOptions.create());
  }

  /**
   * Writes a file. Missing parent folders come into being. What becomes visible is the whole file;
   * a source that fails, a kill or a cut connection publishes nothing, wherever {@link
   * Capability#ATOMIC_WRITE} is there.
   *
   * @throws AlreadyExistsException if the file exists and the options do not overwrite
   * @throws PreconditionFailedException if the file is not in the state that the options name
   * @throws InvalidPathException if the path is a folder, lies below a file, or is the root
   * @throws DigestMismatchException if the bytes do not have the expected digest
   * @throws OutcomeUnknownException if the reply was lost and a look did not settle it
   */
  WriteResult write(String path, Content content, WriteOptions options);

  /** Creates a file of UTF-8 text. */
  default WriteResult writeText(String path, String text) {
    return writeText(path, text, WriteOptions.create());
  }

  /** Writes a file of UTF-8 text. */
  default WriteResult writeText(String path, String text, WriteOptions options) {
    return write(path, Content.of(text.getBytes(StandardCharsets.UTF_8)), options);
  }

  /** Writes as {@link #write(String, Content, WriteOptions)}, and refuses a store that may tear. */
  default WriteResult writeAtomic(String path, Content content, WriteOptions options) {
    return write(path, content, options.withAtomic());
  }

  /** Opens a writer that creates a file. */
  default StoreWriter openWrite(String path) {
    return openWrite(path, WriteOptions.create());
  }

  /**
   * Opens a writer. Nothing is visible before {@link StoreWriter#commit()}, which decides the
   * options' condition; where the file exists already and may not be replaced, opening fails early
   * if that costs nothing.
   *
   * @throws InvalidPathException if the path is a folder, lies below a file, or is the root
   */
  StoreWriter openWrite(String path, WriteOptions options);

  /** Opens a writer as {@link #openWrite}, and refuses a store that may tear. */
  default StoreWriter openAtomic(String path, WriteOptions options) {
    return openWrite(path, options.withAtomic());
  }

  // ---------------------------------------------------------------- looking

  /** Tells whether a file or folder is there. A path below a file is not. The root always is. */
  boolean exists(String path);

  /** Tells whether a file is there. */
  boolean isFile(String path);

  /** Tells whether a folder is there. The root always is. */
  boolean isFolder(String path);

  /**
   * Returns what the backend says of a file.
   *
   * @throws NotFoundException if it is missing
   * @throws InvalidPathException if the path is a folder, or the root
   */
  FileInfo getFileInfo(String path);

  /** Returns what a write of the file as it stands would have answered. */
  default WriteResult head(String path) {
    return WriteResult.of(WriteResult.Source.SIDECAR, getFileInfo(path));
  }

  /** Counts a folder over all levels. */
  default FolderInfo getFolderInfo(String path) {
    return getFolderInfo(path, ListOptions.ALL_LEVELS);
  }

  /**
   * Counts a folder down to {@code maxDepth} levels below its own. An empty root counts nothing.
   *
   * @throws NotFoundException if it is missing
   * @throws InvalidPathException if the path is a file
   */
  FolderInfo getFolderInfo(String path, int maxDepth);

  /** Lists the files directly in a folder. */
  default Stream<FileInfo> listFiles(String path) {
    return listFiles(path, ListOptions.direct());
  }

  /**
   * Lists files lazily, in no order unless asked; close the stream. A folder that is missing, or is
   * a file, holds none. The listing is complete or throws.
   */
  Stream<FileInfo> listFiles(String path, ListOptions options);

  /** Lists the folders directly in a folder. */
  default Stream<FolderEntry> listFolders(String path) {
    return listFolders(path, ListOptions.direct());
  }

  /** Lists folders lazily, a folder before those in it; close the stream. */
  Stream<FolderEntry> listFolders(String path, ListOptions options);

  /** Lists files and folders directly in a folder, mixed, in no order; close the stream. */
  default Stream<PathEntry> iterChildren(String path) {
    return iterChildren(path, ListOptions.direct());
  }

  /**
   * Lists files and folders directly in a folder lazily, mixed, in no order unless asked; close the
   * stream.
   *
   * @throws IllegalArgumentException if the options ask for more than one level
   */
  Stream<PathEntry> iterChildren(String path, ListOptions options);

  /**
   * Returns one page of a listing, in order: files and folders of a direct listing, files of a
   * deeper one.
   */
  Page<PathEntry> listPage(String path, ListOptions options);

  /**
   * Lists the files whose whole key matches: {@code *} a run within a segment, {@code **} any
   * number of whole segments, {@code ?}, {@code [abc]}, {@code [!abc]}. There is no escape; close
   * the stream.
   *
   * @throws InvalidPathException if the pattern holds {@code ..}, or {@code **} as part of a
   *     segment
   */
  Stream<FileInfo> glob(String pattern);

  /**
   * Lists the versions of a file, newest first; close the stream. Where the backend records
   * deletions, they are among them: {@link FileInfo#isDeletion} tells.
   */
  Stream<FileInfo> listVersions(String path);

  // ---------------------------------------------------------------- changing

  /** Deletes a file that must be there. */
  default void delete(String path) {
    delete(path, DeleteOptions.strict());
  }

  /**
   * Deletes a file.
   *
   * @throws NotFoundException if it is missing and the options mind
   * @throws InvalidPathException if the path is a folder, even where absence is fine
   * @throws OutcomeUnknownException if the reply was lost and a look did not settle it
   */
  void delete(String path, DeleteOptions options);

  /** Deletes many files, absent ones being fine. */
  default DeleteReport deleteAll(Collection<String> paths) {
    return deleteAll(paths, DeleteOptions.idempotent());
  }

  /**
   * Deletes many files and tells a result for each, in their order, repetitions included. One that
   * fails does not keep the others; nothing is thrown for it.
   */
  DeleteReport deleteAll(Collection<String> paths, DeleteOptions options);

  /** Deletes an empty folder. */
  default void deleteFolder(String path) {
    deleteFolder(path, DeleteOptions.strict());
  }

  /**
   * Deletes a folder. If some of its files cannot be deleted, the others are tried, and then the
   * first error is thrown. {@link DeleteOptions#withResultListener} receives each result.
   *
   * @throws DirectoryNotEmptyException if it holds something and the options are not recursive
   * @throws NotFoundException if it is missing and the options mind
   * @throws InvalidPathException if the path is a file, or the root
   */
  void deleteFolder(String path, DeleteOptions options);

  /** Moves a file to where nothing is. */
  default void move(String source, String destination) {
    move(source, destination, CopyOptions.create());
  }

  /**
   * Moves a file, with its metadata. Where the backend cannot do it in one step the destination is
   * complete before the source goes, and a source that changed meanwhile stays: decided in the same
   * step with {@link Capability#CONDITIONAL_DELETE}, by a look just before it without. A path onto
   * itself is nothing to do, if the file is there.
   *
   * <p>Without {@link Capability#ATOMIC_MOVE} and {@link Capability#CONDITIONAL_DELETE}, a move is
   * no way to agree with others: one who puts a file back where it is being moved away from can
   * lose it.
   *
   * @throws NotFoundException if the source is missing
   * @throws AlreadyExistsException if the destination exists and the options do not overwrite
   * @throws InvalidPathException if either is a folder or the root, or the destination is below a
   *     file
   */
  void move(String source, String destination, CopyOptions options);

  /** Copies a file to where nothing is. */
  default void copy(String source, String destination) {
    copy(source, destination, CopyOptions.create());
  }

  /** Copies a file, with its metadata; rules as in {@link #move(String, String, CopyOptions)}. */
  void copy(String source, String destination, CopyOptions options);

  /** Copies a file of another store to where nothing is. */
  default void copyFrom(Store source, String sourcePath, String destination) {
    copyFrom(source, sourcePath, destination, CopyOptions.create());
  }

  /**
   * Copies a file of another store, with its metadata if this store can keep it. The backend copies
   * it if one service holds both: two stores of one URL, two buckets of one endpoint, two folders
   * of this machine. Otherwise the bytes pass through this process in bounded memory. The source's
   * store checks the condition and the version of {@code options}.
   *
   * @throws CapabilityNotSupportedException if this store cannot check that the target is new, or
   *     the source's store keeps no versions and {@code options} name one
   */
  void copyFrom(Store source, String sourcePath, String destination, CopyOptions options);

  /**
   * Creates a folder and the missing ones above it; one that exists is fine.
   *
   * @throws InvalidPathException if the path, or one above it, is a file
   */
  void createFolder(String path);

  // ---------------------------------------------------------------- around

  /**
   * Returns the part of this store below a folder, which need not exist. Closing it does nothing.
   */
  Store child(String path);

  /**
   * Makes sure with one cheap request that the backend answers and the store's root can be read.
   *
   * @throws BackendUnavailableException if it does not answer
   * @throws NotFoundException if the container of the files is missing
   * @throws PermissionDeniedException if it may not be read
   */
  void ping();

  /** What this store can do. */
  CapabilitySet capabilities();

  /** Tells whether this store can do that. */
  default boolean supports(Capability capability) {
    return capabilities().supports(capability);
  }

  /** What backend and root this is. */
  StoreIdentity identity();

  /** Works out where a key leads, without I/O. */
  ResolutionPlan resolve(String path);

  /** Returns what the backend itself calls a key, without I/O. */
  String nativePath(String path);

  /**
   * Returns the key of what the backend itself calls so; the inverse of {@link #nativePath}.
   *
   * @throws InvalidPathException if it lies outside this store
   */
  String toKey(String nativePath);

  /**
   * Returns the backend's native client.
   *
   * @throws CapabilityNotSupportedException if there is none of that type
   */
  <T> T unwrap(Class<T> type);

  /** Returns a request for a file that its holder can make without credentials. */
  PresignedRequest presign(String path, PresignOptions options);

  /** Returns the unfinished writes of this store. */
  Uploads uploads();

  /** Returns this store with {@code listener} told what it does, beside those told already. */
  Store withListener(StoreListener listener);

  /**
   * Returns this store with a time limit for each operation, counted from the call. It covers the
   * life of what a call returns: a stream, a reader, a writer or a listing ends with {@link
   * DeadlineExceededException} too. The closest limit holds.
   */
  Store withDeadline(Duration limit);

  /** Ends this store and what it owns. Closing twice, or a child, is fine. */
  @Override
  void close();
}
