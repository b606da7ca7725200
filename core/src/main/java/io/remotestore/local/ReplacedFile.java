package io.remotestore.local;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * The entry at a name before a file takes it.
 *
 * <pre>
 * nothing, a link       the file takes the name
 * a file                the file takes the name, with the permissions that both have
 * a device, pipe, socket  refused: programs that use it would find a file
 * a folder              refused by the system
 * </pre>
 */
final class ReplacedFile {
  private ReplacedFile() {}

  /** Refuses a target that a file must not replace. */
  static void requireReplaceable(Folder folder, String name) throws IOException {
    try {
      if (folder.attributes(name).isOther()) {
        throw new DriverException(
            Failure.rejected(Kind.INVALID_PATH)
                .withDetail("it is a device, a pipe or a socket, which a file does not replace"));
      }
    } catch (NoSuchFileException e) {
      // Nothing is replaced.
    }
  }

  /** Removes from the new file the permissions that the replaced one lacks. */
  static void narrow(Folder folder, String name, String temporary) throws IOException {
    try {
      BasicFileAttributes old = folder.attributes(name);
      if (!old.isRegularFile()) {
        return;
      }
      Set<PosixFilePermission> before = folder.permissions(name);
      Set<PosixFilePermission> wanted = folder.permissions(temporary);
      if (before == null || wanted == null || before.containsAll(wanted)) {
        return;
      }
      Set<PosixFilePermission> both = EnumSet.copyOf(wanted);
      both.retainAll(before);
      folder.setPermissions(temporary, both);
    } catch (NoSuchFileException e) {
      // Nothing is replaced, or a sweep took the temporary, which publishing finds out.
    }
  }
}
