package io.remotestore.local;

import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.WriteCondition;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A write into a temporary, which becomes the file when it is published. */
final class LocalWriteHandle implements WriteHandle {
  private static final int MAX_WRITE = 256 * 1024;
  private static final long MAX_TRANSFER = 8L << 20;

  private final LocalFiles files;
  private final PutRequest request;
  private final Place target;
  private Temporary temporary;
  private boolean published;
  private boolean closed;

  private LocalWriteHandle(
      LocalFiles files, PutRequest request, Place target, Temporary temporary) {
    this.files = files;
    this.request = request;
    this.target = target;
    this.temporary = temporary;
  }

  static LocalWriteHandle open(LocalFiles files, PutRequest request, Call call) throws IOException {
    Place target = files.confinement().placeToMake(request.key(), call);
    try {
      if (request.condition().isNone()) {
        ReplacedFile.requireReplaceable(target.folder(), target.name()); // before there are bytes
      }
      return new LocalWriteHandle(
          files, request, target, Temporary.create(target.folder(), target.name()));
    } catch (IOException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Call call) throws IOException {
    int from = offset;
    int end = offset + length;
    try {
      while (from < end) {
        ByteBuffer next = ByteBuffer.wrap(bytes, from, Math.min(MAX_WRITE, end - from));
        from += temporary.channel().write(next);
      }
    } catch (IOException e) {
      throw LocalErrors.whileWriting(e, target.folder().path());
    }
  }

  /** Fills the temporary with a file of this machine by what the platform does fastest. */
  void transferFrom(FileChannel source, long size, Call call) throws IOException {
    try {
      transfer(source, size, temporary.channel(), call);
    } catch (IOException e) {
      throw LocalErrors.whileWriting(e, target.folder().path());
    }
  }

  private static void transfer(FileChannel source, long size, FileChannel target, Call call)
      throws IOException {
    long position = 0;
    while (position < size) {
      call.check();
      long n = source.transferTo(position, Math.min(size - position, MAX_TRANSFER), target);
      if (n <= 0) {
        throw new DriverException(Failure.rejected(Kind.CONTENT_CHANGED));
      }
      position += n;
    }
  }

  @Override
  public Entry publish(Call call) throws IOException {
    BasicFileAttributes attributes = stamp(call);
    if (files.durable()) {
      temporary.channel().force(true);
    }
    call.check();
    switch (request.condition().kind()) {
      case NONE -> replace(call);
      case ABSENT -> create();
      case MATCH -> replaceIfMatch(call);
    }
    published = true;
    if (files.durable()) {
      target.folder().force();
    }
    return LocalEntries.file(request.key(), attributes)
        .headers(request.headers())
        .metadata(request.metadata())
        .build();
  }

  /**
   * Sets attributes and time, and returns what the file then is. Java opens and closes the file to
   * set them, which gives up its lock; a sweep of another process that comes in before the file is
   * locked again takes its name away, not its bytes.
   */
  private BasicFileAttributes stamp(Call call) throws IOException {
    while (true) {
      call.check();
      try {
        ExtendedAttributes.write(temporary.path(), request.headers(), request.metadata());
        if (request.condition().kind() != WriteCondition.Kind.ABSENT) {
          ReplacedFile.narrow(target.folder(), target.name(), temporary.name());
        }
        FileTime now = FileTime.from(UniqueTimes.next(files.clock()));
        target.folder().setTime(temporary.name(), now);
        if (temporary.lockAgain()) {
          return target.folder().attributes(temporary.name());
        }
      } catch (NoSuchFileException e) {
        // Swept, or the folder is no longer where it was, as the next one shows.
      }
      startOver(call);
    }
  }

  /** Goes on in a new temporary with the bytes of the one that was swept. */
  private void startOver(Call call) throws IOException {
    try (Temporary swept = temporary) {
      temporary = Temporary.create(target.folder(), target.name());
      swept.delete();
      requireFolderInPlace();
      transfer(swept.channel(), swept.channel().size(), temporary.channel(), call);
    }
  }

  /** An open folder that was moved away takes new names, to which its path leads no longer. */
  private void requireFolderInPlace() throws IOException {
    if (!Files.exists(temporary.path(), LinkOption.NOFOLLOW_LINKS) && temporary.isThere()) {
      throw new NoSuchFileException(temporary.path().toString());
    }
  }

  private void replace(Call call) throws IOException {
    try (KeyLocks.Held held = files.locks().lock(files.lockKey(target), call)) {
      target.folder().rename(temporary.name(), target.folder(), target.name());
    }
  }

  private void replaceIfMatch(Call call) throws IOException {
    WriteCondition condition = request.condition();
    try (KeyLocks.Held held = files.locks().lockForCondition(files.lockKey(target), call)) {
      files.requireState(target, condition, call);
      target.folder().rename(temporary.name(), target.folder(), target.name());
    }
  }

  /** A link to the temporary comes into being only where nothing is; then its first name goes. */
  private void create() throws IOException {
    try {
      files.confinement().link(new Place(target.folder(), temporary.name()), target);
    } catch (FileAlreadyExistsException e) {
      throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), e);
    }
    temporary.delete();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (target;
        Temporary mine = temporary) {
      if (!published) {
        mine.delete();
      }
    }
  }
}
