package io.remotestore.local;

import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.WriteCondition;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A temporary beside the file that it is to become, locked for as long as its writer lives. */
final class LocalWriteHandle implements WriteHandle {
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final int MAX_WRITE = 256 * 1024;

  private final LocalFiles files;
  private final PutRequest request;
  private final Place target;
  private final String name;
  private final Path path;
  private final FileChannel channel;
  private boolean published;
  private boolean closed;

  private LocalWriteHandle(
      LocalFiles files, PutRequest request, Place target, String name, FileChannel channel) {
    this.files = files;
    this.request = request;
    this.target = target;
    this.name = name;
    this.path = target.folder().path().resolve(name);
    this.channel = channel;
  }

  static LocalWriteHandle open(LocalFiles files, PutRequest request, Call call) throws IOException {
    Place target = files.confinement().placeToMake(request.key(), call);
    try {
      while (true) {
        String name = TemporaryName.create(target.name(), LocalFiles.MAX_SEGMENT_BYTES);
        LocalWriteHandle handle = tryOpen(files, request, target, name);
        if (handle != null) {
          return handle;
        }
      }
    } catch (IOException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  /** Returns null where the name is taken, or a sweep got hold of the new file before its lock. */
  private static @Nullable LocalWriteHandle tryOpen(
      LocalFiles files, PutRequest request, Place target, String name) throws IOException {
    Path path = target.folder().path().resolve(name);
    LiveTemporaries.add(path);
    FileChannel channel = null;
    try {
      channel = target.folder().open(name, CREATE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        LocalWriteHandle handle = new LocalWriteHandle(files, request, target, name, channel);
        channel = null;
        return handle;
      }
      return null;
    } catch (FileAlreadyExistsException e) {
      return null;
    } catch (IOException | RuntimeException e) {
      LiveTemporaries.remove(path);
      throw e;
    } finally {
      if (channel != null) {
        channel.close();
        LiveTemporaries.remove(path);
      }
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Call call) throws IOException {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      from += channel.write(ByteBuffer.wrap(bytes, from, Math.min(MAX_WRITE, end - from)));
    }
  }

  /** Fills the temporary with a file of this machine by what the platform does fastest. */
  void transferFrom(FileChannel source, long size, Call call) throws IOException {
    long position = 0;
    while (position < size) {
      call.check();
      long n = source.transferTo(position, Math.min(size - position, 8L << 20), channel);
      if (n <= 0) {
        throw new DriverException(Failure.rejected(Kind.CONTENT_CHANGED));
      }
      position += n;
    }
  }

  @Override
  public Entry publish(Call call) throws IOException {
    ExtendedAttributes.write(path, request.headers(), request.metadata());
    FileTime now = FileTime.from(UniqueTimes.next(files.clock()));
    Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(now, now, null);
    if (files.durable()) {
      channel.force(true);
    }
    BasicFileAttributes attributes = target.folder().attributes(name);
    call.check();
    switch (request.condition().kind()) {
      case NONE -> replace(call);
      case ABSENT -> create();
      case MATCH -> replaceIfMatch(call);
    }
    published = true;
    if (files.durable()) {
      files.forceFolder(target.folder().path());
    }
    return LocalEntries.file(request.key(), attributes)
        .headers(request.headers())
        .metadata(request.metadata())
        .build();
  }

  private void replace(Call call) throws IOException {
    try (KeyLocks.Held held = files.locks().lock(request.key(), call)) {
      target.folder().rename(name, target.folder(), target.name());
    }
  }

  private void replaceIfMatch(Call call) throws IOException {
    WriteCondition condition = request.condition();
    try (KeyLocks.Held held = files.locks().lockForCondition(request.key(), call)) {
      files.requireState(target, condition);
      target.folder().rename(name, target.folder(), target.name());
    }
  }

  /** A link to the temporary comes into being only where nothing is; then its first name goes. */
  private void create() throws IOException {
    try {
      Files.createLink(target.path(), path);
    } catch (FileAlreadyExistsException e) {
      throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), e);
    }
    deleteTemporary();
  }

  private void deleteTemporary() throws IOException {
    try {
      target.folder().deleteFile(name);
    } catch (NoSuchFileException e) {
      // What is to be gone is gone.
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!published) {
        deleteTemporary();
      }
    } finally {
      channel.close();
      LiveTemporaries.remove(path);
      target.close();
    }
  }
}
