package io.remotestore.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder by its path: inside when it was looked up, and a link swapped in later would win. */
record PathFolder(Path path) implements Folder {

  @Override
  public BasicFileAttributes attributes(String name) throws IOException {
    try {
      return Files.readAttributes(
          path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new NoSuchFileException(e.getFile()); // nothing is below a file
      }
      throw e;
    }
  }

  @Override
  public FileChannel open(String name, Set<OpenOption> options) throws IOException {
    return FileChannel.open(path.resolve(name), options);
  }

  @Override
  public void setTime(String name, FileTime time) throws IOException {
    Files.getFileAttributeView(
            path.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, time, null);
  }

  @Override
  public @Nullable Set<PosixFilePermission> permissions(String name) throws IOException {
    PosixFileAttributeView view = view(name);
    return view == null ? null : view.readAttributes().permissions();
  }

  @Override
  public void setPermissions(String name, Set<PosixFilePermission> value) throws IOException {
    Objects.requireNonNull(view(name)).setPermissions(value);
  }

  private @Nullable PosixFileAttributeView view(String name) {
    return Files.getFileAttributeView(
        path.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void deleteFile(String name) throws IOException {
    Files.delete(path.resolve(name));
  }

  @Override
  public void deleteFolder(String name) throws IOException {
    Files.delete(path.resolve(name));
  }

  @Override
  public void force() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void rename(String name, Folder target, String newName) throws IOException {
    Files.move(path.resolve(name), target.path().resolve(newName), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public DirectoryStream<Path> list() throws IOException {
    return Files.newDirectoryStream(path);
  }

  @Override
  public void close() {}
}
