package io.remotestore.local;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entry at a name before a file takes it.
 *
 * <pre>
 * nothing                 the file takes the name
 * a file                  the file takes the name, with the permissions that both have
 * a device, pipe, socket  refused: programs that use it would find a file
 * a link to one of these  refused, as /dev/stdout is one
 * any other link          the file takes the name; what the link leads to stays
 * a folder                refused by the system
 * </pre>
 */
final class ReplacedFile {
  private ReplacedFile() {}

  /** Refuses a target that a file must not replace. */
  static void requireReplaceable(Folder folder, String name) throws IOException {
    try {
      BasicFileAttributes found = folder.attributes(name);
      boolean linked = found.isSymbolicLink() && leadsToOther(folder.path().resolve(name));
      if (found.isOther() || linked) {
        throw new DriverException(
            Failure.rejected(Kind.INVALID_PATH)
                .withDetail("it is a device, a pipe or a socket, which a file does not replace"));
      }
    } catch (NoSuchFileException e) {
      // Nothing is replaced.
    }
  }

  private static boolean leadsToOther(Path link) {
    try {
      return Files.readAttributes(link, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // it leads nowhere, or to what this process may not see
    }
  }

  /**
   * Renames a file over what is at the target.
   *
   * @throws DriverException of {@link Kind#UNSUPPORTED} if the permissions of the source cannot be
   *     changed, for example because it belongs to another user; a copy can have other permissions
   */
  static void rename(Place source, Place target) throws IOException {
    requireReplaceable(target.folder(), target.name());
    Set<PosixFilePermission> removedFrom = narrowSource(source, target);
    try {
      source.folder().rename(source.name(), target.folder(), target.name());
    } catch (IOException e) {
      if (removedFrom != null) {
        source.folder().setPermissions(source.name(), removedFrom);
      }
      throw e;
    }
  }

  private static @Nullable Set<PosixFilePermission> narrowSource(Place source, Place target)
      throws IOException {
    try {
      return narrow(target.folder(), target.name(), source.folder(), source.name());
    } catch (FileSystemException e) {
      throw new DriverException(Failure.rejected(Kind.UNSUPPORTED), e);
    }
  }

  /** Removes from the temporary of a write the permissions that the replaced file lacks. */
  static void narrow(Folder folder, String name, String temporary) throws IOException {
    Set<PosixFilePermission> unused = narrow(folder, name, folder, temporary);
  }

  /** Returns the permissions that the new file had if any were removed, or null. */
  private static @Nullable Set<PosixFilePermission> narrow(
      Folder folder, String name, Folder newFolder, String newName) throws IOException {
    try {
      BasicFileAttributes old = folder.attributes(name);
      if (!old.isRegularFile()) {
        return null;
      }
      Set<PosixFilePermission> before = folder.permissions(name);
      Set<PosixFilePermission> wanted = newFolder.permissions(newName);
      if (before == null || wanted == null || before.containsAll(wanted)) {
        return null;
      }
      Set<PosixFilePermission> both = EnumSet.copyOf(wanted);
      both.retainAll(before);
      newFolder.setPermissions(newName, both);
      return wanted;
    } catch (NoSuchFileException e) {
      // Nothing is replaced, or the new file is gone, which publishing or renaming finds out.
      return null;
    }
  }
}
