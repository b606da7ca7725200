package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import io.remotestore.spi.TemporaryName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of this machine that is filled under another name and appears when it is whole. */
final class LocalFile implements LargeRead.Target, AutoCloseable {
  private static final int BUFFER = 256 * 1024;
  private static final int MAX_NAME = 255;

  private final OperationCall call;
  private final Path file;
  private final Path temporary;
  private final FileChannel channel;
  private boolean published;

  private LocalFile(OperationCall call, Path file, Path temporary, FileChannel channel) {
    this.call = call;
    this.file = file;
    this.temporary = temporary;
    this.channel = channel;
  }

  /** Begins a file in a folder that exists. */
  static LocalFile create(OperationCall call, Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path name = absolute.getFileName();
    if (name == null || Files.isDirectory(absolute)) {
      throw new IOException("it is a folder: " + file);
    }
    refuseDevice(absolute);
    Path temporary = absolute.resolveSibling(TemporaryName.create(name.toString(), MAX_NAME));
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    LocalFile local = new LocalFile(call, absolute, temporary, channel);
    try {
      local.narrow(); // before there is a byte to be read
      return local;
    } catch (IOException | RuntimeException e) {
      local.close();
      throw e;
    }
  }

  /**
   * Programs that use a device or a pipe would find a file. {@code /dev/stdout} is a link to one.
   */
  private static void refuseDevice(Path file) throws IOException {
    if (isOther(file, LinkOption.NOFOLLOW_LINKS) || isOther(file)) {
      throw new FileSystemException(
          file.toString(), null, "a device, a pipe or a socket is not replaced by a file");
    }
  }

  /** Returns false if nothing is there, or a link leads nowhere. */
  private static boolean isOther(Path file, LinkOption... links) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, links).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes from the temporary the permissions that the replaced file lacks. */
  private void narrow() throws IOException {
    PosixFileAttributeView old = permissions(file);
    PosixFileAttributeView own = permissions(temporary);
    if (old == null || own == null) {
      return;
    }
    try {
      PosixFileAttributes before = old.readAttributes();
      Set<PosixFilePermission> wanted = own.readAttributes().permissions();
      if (before.isRegularFile() && !before.permissions().containsAll(wanted)) {
        Set<PosixFilePermission> both = EnumSet.copyOf(wanted);
        both.retainAll(before.permissions());
        own.setPermissions(both);
      }
    } catch (NoSuchFileException e) {
      // Nothing is replaced.
    }
  }

  private static @Nullable PosixFileAttributeView permissions(Path file) {
    return Files.getFileAttributeView(
        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void take(InputStream in, long offset, int length) throws IOException {
    byte[] buffer = new byte[Math.min(BUFFER, length)];
    int taken = 0;
    while (taken < length) {
      int count = in.read(buffer, 0, Math.min(buffer.length, length - taken));
      if (count < 0) {
        throw new EOFException("the bytes ended early"); // they never do: they fail or go on
      }
      write(ByteBuffer.wrap(buffer, 0, count), offset + taken);
      taken += count;
    }
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    try {
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw Failures.io(
          new RemoteStoreException(
              call.details("The local file could not be written: " + e.getMessage()).build(), e));
    }
  }

  /** Takes the rest of a stream of unknown length. */
  void takeAll(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long position = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      write(ByteBuffer.wrap(buffer, 0, count), position);
      position += count;
    }
  }

  void publish() throws IOException {
    channel.close();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    published = true;
  }

  @Override
  public void close() throws IOException {
    if (!published) {
      channel.close();
      Files.deleteIfExists(temporary);
    }
  }
}
