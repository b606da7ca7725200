package io.remotestore.local;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.Attribute;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.Features.FolderModel;
import io.remotestore.spi.Features.Validator;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadHandle;
import io.remotestore.spi.RenameRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.WriteCondition;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files below one folder. */
public final class LocalDriver implements Driver {
  /** PATH_MAX of Linux, without the byte that ends a path. */
  private static final int MAX_PATH_BYTES = 4095;

  /** What a temporary's name is longer than the name of the file that it is to become. */
  private static final int TEMPORARY_BYTES = 15;

  private final Path root;
  private final LocalFiles files;
  private final LocalUploads uploads;
  private final Features features;
  private final Address address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalDriver(Path root, LocalFiles files, Features features) {
    this.root = root;
    this.files = files;
    this.uploads = new LocalUploads(files);
    this.features = features;
    this.address = new LocalAddress(root);
  }

  /**
   * Opens the folder, and makes it where it is missing.
   *
   * @throws IOException if there is a file, or it can be neither made nor entered
   */
  public static LocalDriver open(LocalOptions options) throws IOException {
    return open(options, Clock.systemUTC());
  }

  static LocalDriver open(LocalOptions options, Clock clock) throws IOException {
    Path given = options.root().toAbsolutePath().normalize();
    if (!Files.isDirectory(given)) {
      Files.createDirectories(given);
    }
    Path root = given.toRealPath();
    LocalProbe probe = LocalProbe.of(root);
    LocalFiles files =
        new LocalFiles(
            new Confinement(root, options.confine(), options.durability()),
            KeyLocks.open(root),
            options.durability(),
            clock,
            probe.extendedAttributes());
    return new LocalDriver(root, files, features(root, probe));
  }

  private static Features features(Path root, LocalProbe probe) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    if (probe.hardLinks()) {
      conditions.add(Condition.WRITE_ABSENT);
      conditions.add(Condition.RENAME_ABSENT);
      conditions.add(Condition.COPY_ABSENT);
    }
    if (probe.preciseTimes()) {
      conditions.add(Condition.WRITE_MATCH);
      conditions.add(Condition.DELETE_MATCH);
      conditions.add(Condition.COPY_SOURCE_MATCH);
    }
    return Features.builder()
        .primitives(
            EnumSet.of(
                Primitive.OPEN_READ,
                Primitive.OPEN_WRITE,
                Primitive.LIST,
                Primitive.DELETE,
                Primitive.RENAME,
                Primitive.COPY,
                Primitive.FOLDERS,
                Primitive.UPLOADS))
        .conditions(conditions)
        .attributes(
            probe.extendedAttributes() ? Set.of(Attribute.METADATA, Attribute.HEADERS) : Set.of())
        .reasons(probe.reasons())
        .folders(FolderModel.REAL)
        .rangeRead()
        .lazyRead()
        .atomicWrite()
        .nativeWriteResult()
        .deleteReportsMissing()
        .interruptible()
        .validator(probe.preciseTimes() ? Validator.STRONG : Validator.WEAK)
        .keyLimits(maxKeyBytes(root), LocalFiles.MAX_SEGMENT_BYTES)
        .build();
  }

  private static int maxKeyBytes(Path root) {
    int rootBytes = root.toString().getBytes(StandardCharsets.UTF_8).length;
    return Math.max(1, MAX_PATH_BYTES - rootBytes - "/".length() - TEMPORARY_BYTES);
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return LocalErrors.classify(cause, root);
  }

  @Override
  public void probe(Call call) throws IOException {
    if (!Files.exists(root)) {
      throw new NoSuchFileException(root.toString());
    }
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root.toString());
    }
    if (!Files.isReadable(root)) {
      throw new AccessDeniedException(root.toString());
    }
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      files.locks().close();
    }
  }

  // ---------------------------------------------------------------- reading

  @Override
  public @Nullable Entry stat(StatRequest request, Call call) throws IOException {
    return files.stat(request.key(), request.detail(), call);
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws IOException {
    LocalFiles.Opened file = files.open(request.key(), request.detail(), call);
    ByteRange range = request.range();
    long size = file.attributes().size();
    long start = range.startIn(size);
    if (start > size) {
      file.channel().close();
      throw new DriverException(
          Failure.rejected(Kind.RANGE)
              .withDetail("byte " + start + " of a file of " + size + " bytes"));
    }
    long length = range.lengthIn(size);
    return new GetReply(
        file.entry(), start, length, new LocalInputStream(file.channel(), start, start + length));
  }

  @Override
  public ReadHandle openRead(GetRequest request, Call call) throws IOException {
    LocalFiles.Opened file = files.open(request.key(), request.detail(), call);
    return new LocalReadHandle(
        file.entry(), file.channel(), again -> reopen(request.key(), file, again));
  }

  private FileChannel reopen(String key, LocalFiles.Opened first, Call call) throws IOException {
    LocalFiles.Opened again = files.open(key, Detail.STATE, call);
    if (LocalEntries.same(first.attributes(), again.attributes())) {
      return again.channel();
    }
    again.channel().close();
    throw new DriverException(Failure.rejected(Kind.CONTENT_CHANGED));
  }

  // ---------------------------------------------------------------- writing

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws IOException {
    return LocalWriteHandle.open(files, request, call);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return type == LocalDriver.class ? type.cast(this) : null;
  }

  /** A folder that another store opened is on this machine, too. */
  @Override
  public boolean canCopyFrom(Driver source) {
    return source.unwrap(LocalDriver.class) != null;
  }

  @Override
  public void copy(CopyRequest request, Call call) throws IOException {
    LocalDriver from = Objects.requireNonNull(request.from().unwrap(LocalDriver.class));
    LocalFiles.Opened source =
        from.files.open(
            request.source().key(), Detail.ALL, new ScopedCall(call, request.sourceScope()));
    try (FileChannel channel = source.channel()) {
      if (request.sourceMatch() != null
          && !request.sourceMatch().equals(source.entry().revision())) {
        throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED));
      }
      PutRequest put =
          new PutRequest(
              request.target(),
              Content.of(new byte[0]),
              request.condition(),
              source.entry().metadata(),
              source.entry().headers(),
              Map.of(),
              null,
              null);
      try (LocalWriteHandle target = LocalWriteHandle.open(files, put, call)) {
        target.transferFrom(channel, source.attributes().size(), call);
        Entry unused = target.publish(call);
      }
    }
  }

  // ---------------------------------------------------------------- listing

  @Override
  public Listing list(ListRequest request, Call call) throws IOException {
    return LocalListing.open(files, request.folder(), request.pageSize(), call);
  }

  @Override
  public Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) {
    return uploads.list(folder, call);
  }

  @Override
  public boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws IOException {
    return uploads.discard(write, claim, call);
  }

  // ---------------------------------------------------------------- changing

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws IOException {
    try (Place place = files.place(request.key(), call);
        KeyLocks.Held held = lock(files.lockKey(place), request.condition(), call)) {
      if (place.folder().attributes(place.name()).isDirectory()) {
        throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
      }
      if (!request.condition().isNone()) {
        files.requireState(place, request.condition(), call);
      }
      place.folder().deleteFile(place.name());
      forceIfDurable(place);
      return DeleteReply.DELETED;
    } catch (NoSuchFileException e) {
      return DeleteReply.MISSING;
    } catch (DriverException e) {
      if (e.failure().kind() == Kind.NOT_FOUND) {
        return DeleteReply.MISSING;
      }
      throw e;
    }
  }

  private KeyLocks.Held lock(String key, WriteCondition condition, Call call) throws IOException {
    return condition.isNone()
        ? files.locks().lock(key, call)
        : files.locks().lockForCondition(key, call);
  }

  private void forceIfDurable(Place place) throws IOException {
    if (files.durable()) {
      place.folder().force();
    }
  }

  @Override
  public void rename(RenameRequest request, Call call) throws IOException {
    try (Place source = files.place(request.source(), call);
        Place target = files.confinement().placeToMake(request.target(), call)) {
      BasicFileAttributes attributes = source.folder().attributes(source.name());
      requireSameStore(attributes, source, target);
      if (request.condition().isNone()) {
        replace(source, target, call);
      } else {
        linkAndUnlink(source, target, call);
      }
      forceIfDurable(target);
      forceIfDurable(source);
    }
  }

  /** A link moved would lead elsewhere, and a file system can be left only by copying. */
  private static void requireSameStore(BasicFileAttributes source, Place from, Place to)
      throws IOException {
    if (source.isSymbolicLink()
        || !Files.getFileStore(from.folder().path())
            .equals(Files.getFileStore(to.folder().path()))) {
      throw new DriverException(Failure.rejected(Kind.UNSUPPORTED));
    }
  }

  private void replace(Place source, Place target, Call call) throws IOException {
    try (KeyLocks.Held held =
        files.locks().lockBoth(files.lockKey(source), files.lockKey(target), call)) {
      ReplacedFile.rename(source, target);
    }
  }

  /** The new name comes into being only where nothing is; for a moment the file has both. */
  private void linkAndUnlink(Place source, Place target, Call call) throws IOException {
    try (KeyLocks.Held held = files.locks().lock(files.lockKey(source), call)) {
      files.confinement().link(source, target);
      source.folder().deleteFile(source.name());
    } catch (FileAlreadyExistsException e) {
      throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), e);
    }
  }

  @Override
  public void createFolder(String key, Call call) throws IOException {
    files.confinement().makeFolders(files.confinement().lexical(key), call);
  }

  @Override
  public DeleteReply removeFolder(String key, Call call) throws IOException {
    try (Place place = files.place(key, call)) {
      BasicFileAttributes found = place.folder().attributes(place.name());
      if (found.isSymbolicLink()) {
        throw new DriverException(
            Failure.rejected(Kind.INVALID_PATH)
                .withDetail("it is a symbolic link, which is deleted as a file"));
      }
      if (!found.isDirectory()) {
        throw new DriverException(Failure.rejected(Kind.NOT_A_FOLDER));
      }
      place.folder().deleteFolder(place.name());
      forceIfDurable(place);
      return DeleteReply.DELETED;
    } catch (NoSuchFileException e) {
      return DeleteReply.MISSING;
    } catch (DriverException e) {
      if (e.failure().kind() == Kind.NOT_FOUND) {
        return DeleteReply.MISSING;
      }
      throw e;
    }
  }
}
