package io.remotestore.local;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what the JDK's file exceptions mean. All of them report that nothing was done. The JDK hides
 * the error number of the rarer ones; what they are about is then looked at, not what they say.
 */
final class LocalErrors {
  /** A file system with less than this left is full to anyone who writes. */
  private static final long FULL = 64 * 1024;

  /**
   * What systems in English say where the room left does not tell: names are used up, or a quota.
   */
  private static final Set<String> FULL_TEXTS =
      Set.of("No space left on device", "Disk quota exceeded");

  private LocalErrors() {}

  static Failure classify(Throwable cause, Path root) {
    Kind kind = kind(cause, root);
    Failure failure = Failure.rejected(kind);
    if (kind == Kind.NOT_FOUND && !Files.isDirectory(root)) {
      return failure.withDetail("the root of the store is gone; is it to be mounted or made?");
    }
    return kind == Kind.OTHER || kind == Kind.PERMISSION_DENIED
        ? failure.withDetail(reason(cause))
        : failure;
  }

  private static Kind kind(Throwable cause, Path root) {
    if (cause instanceof NoSuchFileException) {
      return Kind.NOT_FOUND;
    }
    if (cause instanceof FileAlreadyExistsException) {
      return Kind.ALREADY_EXISTS;
    }
    if (cause instanceof DirectoryNotEmptyException) {
      return Kind.NOT_EMPTY;
    }
    if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
      return Kind.PERMISSION_DENIED;
    }
    if (cause instanceof NotDirectoryException) {
      return Kind.NOT_A_FOLDER;
    }
    if (cause instanceof AtomicMoveNotSupportedException) {
      return Kind.UNSUPPORTED;
    }
    if (cause instanceof IOException) {
      return FULL_TEXTS.contains(String.valueOf(reason(cause))) ? Kind.STORAGE_FULL : byState(root);
    }
    return Kind.OTHER;
  }

  /**
   * The same exception, or one that says that the disk is full: to be asked while what did not fit
   * is still there, since the room that it took is free again once it is gone.
   */
  static IOException whileWriting(IOException cause, Path root) {
    return cause.getClass() != IOException.class || byState(root) != Kind.STORAGE_FULL
        ? cause
        : new DriverException(Failure.rejected(Kind.STORAGE_FULL), cause);
  }

  /** Returns whether a link was refused because of the file's owner; Linux can be configured so. */
  static boolean isForbiddenLink(FileSystemException refusal) {
    return refusal.getClass() == FileSystemException.class
        && "Operation not permitted".equals(refusal.getReason());
  }

  private static Kind byState(Path root) {
    try {
      FileStore store = Files.getFileStore(root);
      if (store.isReadOnly()) {
        return Kind.PERMISSION_DENIED;
      }
      return store.getUsableSpace() < FULL ? Kind.STORAGE_FULL : Kind.OTHER;
    } catch (IOException e) {
      return Kind.OTHER;
    }
  }

  /** What the system said, without the path of this machine that the JDK puts before it. */
  private static @Nullable String reason(Throwable cause) {
    if (cause instanceof FileSystemException e) {
      return e.getReason();
    }
    return cause.getMessage();
  }
}
