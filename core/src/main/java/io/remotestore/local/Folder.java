package io.remotestore.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder known to lie inside, and what is directly in it. Follows no link. */
interface Folder extends Closeable {

  /** Opens a file to read it. */
  Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** Opens a file that is there, to lock it. */
  Set<OpenOption> WRITE = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** Makes a file that is not there. */
  Set<OpenOption> CREATE =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  /** Its path, for what Java can do by path only. */
  Path path();

  /** The attributes of a name, of the link itself where it is one. */
  BasicFileAttributes attributes(String name) throws IOException;

  /**
   * Opens a name; one that is a link fails. Takes {@link #READ}, {@link #WRITE} or {@link #CREATE}.
   */
  FileChannel open(String name, Set<OpenOption> options) throws IOException;

  /** Sets when a name was last changed, to the microsecond; one that is a link fails. */
  void setTime(String name, FileTime time) throws IOException;

  /**
   * The permissions of a name, or null where the file system has none. One that is a link fails.
   */
  @Nullable Set<PosixFilePermission> permissions(String name) throws IOException;

  /** Sets the permissions of a name; one that is a link fails. */
  void setPermissions(String name, Set<PosixFilePermission> value) throws IOException;

  /** Removes a name that is no folder. */
  void deleteFile(String name) throws IOException;

  /** Removes a name that is an empty folder. */
  void deleteFolder(String name) throws IOException;

  /** Makes what was done to the names in it survive a loss of power, where the platform can. */
  void force() throws IOException;

  /** Renames, replacing what is there, in one step. */
  void rename(String name, Folder target, String newName) throws IOException;

  /** The names directly in it. */
  DirectoryStream<Path> list() throws IOException;

  @Override
  void close() throws IOException;
}
