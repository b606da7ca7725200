package io.remotestore.cli;

import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import io.remotestore.RemoteStoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where on this machine a path is: the folder to open as a store, and the key in it.
 *
 * <p>The folder is there already, so that looking makes none. A link to a file is followed: who
 * names it means what it leads to.
 */
record LocalPlace(Path folder, String key) {

  static LocalPlace of(Path path) {
    Path wanted = plain(path);
    Path there = wanted;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    String rest = there.relativize(wanted).toString();
    if (Files.isDirectory(there)) {
      return new LocalPlace(there, key(rest));
    }
    Path file = Files.isSymbolicLink(there) ? target(there) : there;
    Path folder = file.getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      throw refused(path, "There is no such place", null);
    }
    return new LocalPlace(folder, key(rest.isEmpty() ? name.toString() : name + "/" + rest));
  }

  /**
   * A path without dots, where the system finds it: two dots behind a link leave what it leads to.
   */
  private static Path plain(Path path) {
    Path whole = path.toAbsolutePath();
    Path plain = Objects.requireNonNull(whole.getRoot());
    for (Path name : whole) {
      if (name.toString().equals("..")) {
        Path real = Files.isSymbolicLink(plain) ? target(plain) : plain;
        plain = real.getParent() == null ? real : real.getParent();
      } else if (!name.toString().equals(".") && !name.toString().isEmpty()) {
        plain = plain.resolve(name);
      }
    }
    return plain;
  }

  /** Where an entry itself is: a folder in its parent, a link and not what it leads to. */
  static LocalPlace ofEntry(Path path) {
    Path wanted = plain(path);
    Path parent = wanted.getParent();
    Path name = wanted.getFileName();
    if (parent == null || name == null) {
      return new LocalPlace(wanted, "");
    }
    LocalPlace folder = of(parent);
    String key = key(name.toString());
    return new LocalPlace(folder.folder(), folder.key().isEmpty() ? key : folder.key() + "/" + key);
  }

  /** The last name of a path; empty for the root of a file system. */
  static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private static Path target(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      throw new RemoteStoreException(
          ErrorDetails.of("The link cannot be followed").path(link.toString()).build(), e);
    }
  }

  /** Keys have one separator; a backslash in a name would become one. */
  private static String key(String relative) {
    if (File.separatorChar == '\\') {
      return relative.replace('\\', '/');
    }
    if (relative.indexOf('\\') >= 0) {
      throw refused(Path.of(relative), "A name with a backslash cannot be a key", null);
    }
    return relative;
  }

  static InvalidPathException refused(Path path, String problem, @Nullable Throwable cause) {
    return new InvalidPathException(
        ErrorDetails.of(problem).path(path.toString()).backend("local").build(), cause);
  }
}
