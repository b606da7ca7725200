package io.remotestore.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder by an open handle, reached without following a link: no process can replace it. */
final class SecureFolder implements Folder {
  private final Path path;
  private final SecureDirectoryStream<Path> handle;

  private SecureFolder(Path path, SecureDirectoryStream<Path> handle) {
    this.path = path;
    this.handle = handle;
  }

  /** Opens {@code root} and then each of {@code names} below the one before it. */
  @SuppressWarnings("StreamResourceLeak") // closed with the folder
  static SecureFolder open(Path root, Iterable<Path> names) throws IOException {
    SecureDirectoryStream<Path> handle = secure(Files.newDirectoryStream(root));
    Path path = root;
    try {
      for (Path name : names) {
        SecureDirectoryStream<Path> next =
            handle.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        handle.close();
        handle = next;
        path = path.resolve(name);
      }
      return new SecureFolder(path, handle);
    } catch (IOException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this platform has no SecureDirectoryStream");
  }

  /** Tells whether the platform has what {@link #open} needs. */
  static boolean isSupported(Path root) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
      return stream instanceof SecureDirectoryStream;
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public BasicFileAttributes attributes(String name) throws IOException {
    return view(name).readAttributes();
  }

  private BasicFileAttributeView view(String name) {
    return handle.getFileAttributeView(
        Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void setTime(String name, FileTime time) throws IOException {
    view(name).setTimes(time, time, null);
  }

  @Override
  public @Nullable Set<PosixFilePermission> permissions(String name) throws IOException {
    PosixFileAttributeView view = posixView(name);
    return view == null ? null : view.readAttributes().permissions();
  }

  @Override
  public void setPermissions(String name, Set<PosixFilePermission> value) throws IOException {
    Objects.requireNonNull(posixView(name)).setPermissions(value);
  }

  private @Nullable PosixFileAttributeView posixView(String name) {
    return handle.getFileAttributeView(
        Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public FileChannel open(String name, Set<OpenOption> options) throws IOException {
    SeekableByteChannel channel = handle.newByteChannel(Path.of(name), options);
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new IOException("this platform opens no file channels in folders");
  }

  @Override
  public void deleteFile(String name) throws IOException {
    handle.deleteFile(Path.of(name));
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    handle.deleteDirectory(Path.of(name));
  }

  @Override
  public void force() throws IOException {
    try (FileChannel channel = open(".", READ)) {
      channel.force(true);
    }
  }

  @Override
  public void rename(String name, Folder target, String newName) throws IOException {
    if (!(target instanceof SecureFolder other)) {
      throw new IllegalArgumentException("not a folder of the same kind: " + target);
    }
    handle.move(Path.of(name), other.handle, Path.of(newName));
  }

  @Override
  public DirectoryStream<Path> list() throws IOException {
    return handle.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
