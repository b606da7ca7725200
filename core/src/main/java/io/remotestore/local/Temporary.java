package io.remotestore.local;

import io.remotestore.spi.TemporaryName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A hidden file beside the one that it is to become, locked for as long as its writer lives. */
final class Temporary implements Closeable {
  private final Folder folder;
  private final String name;
  private final Path path;
  private final FileChannel channel;
  private FileLock lock;

  private Temporary(Folder folder, String name, Path path, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.name = name;
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  static Temporary create(Folder folder, String target) throws IOException {
    while (true) {
      Temporary created = tryCreate(folder, target);
      if (created != null) {
        return created;
      }
    }
  }

  /**
   * Returns null if the name is taken, or a sweep holds the file before it is locked here. A sweep
   * that came and went in between has deleted the file: publishing it detects that.
   */
  private static @Nullable Temporary tryCreate(Folder folder, String target) throws IOException {
    String name = TemporaryName.create(target, LocalFiles.MAX_SEGMENT_BYTES);
    Path path = folder.path().resolve(name);
    LiveTemporaries.add(path);
    FileChannel channel = null;
    try {
      channel = folder.open(name, Folder.CREATE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return null;
      }
      Temporary created = new Temporary(folder, name, path, channel, lock);
      channel = null;
      return created;
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

  String name() {
    return name;
  }

  Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** Tells whether its name still stands in its folder: no sweep took it. */
  boolean isThere() throws IOException {
    try {
      return folder.attributes(name).isRegularFile();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Takes the lock again after the file was opened and closed by other means, which gives up all
   * locks that a process has on it. Returns false where a sweep was faster.
   */
  boolean lockAgain() throws IOException {
    lock.release();
    FileLock again = channel.tryLock();
    if (again == null) {
      return false;
    }
    lock = again;
    return true;
  }

  void delete() throws IOException {
    try {
      folder.deleteFile(name);
    } catch (NoSuchFileException e) {
      // What is to be gone is gone.
    }
  }

  /** Gives up the lock; the file stays, under whatever name it has by now. */
  @Override
  public void close() throws IOException {
    channel.close();
    LiveTemporaries.remove(path);
  }
}
