package io.remotestore.local;

import io.remotestore.local.LocalOptions.Confine;
import io.remotestore.local.LocalOptions.Durability;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The one way from a key to a place on disk, which never lies outside the scope of the call.
 *
 * <p>Keys hold no {@code ..}, so only links could lead outside. In standard confinement the folder
 * that a key lies in is resolved with all its links and must lie below the resolved scope; who
 * swaps a link in between this look and the use of the result can win. In strict confinement
 * folders are opened one below the other without following links, and what is then done is done in
 * the opened folder; links on the way are refused, wherever they lead.
 */
final class Confinement {
  private final Path root;
  private final boolean strict;
  private final boolean durable;

  Confinement(Path root, Confine confine, Durability durability) throws IOException {
    this.root = root;
    this.strict = confine == Confine.STRICT;
    this.durable = durability == Durability.FSYNC;
    if (strict && !SecureFolder.isSupported(root)) {
      throw new DriverException(
          Failure.rejected(Kind.UNSUPPORTED)
              .withDetail("confine = \"strict\" needs a platform with SecureDirectoryStream"));
    }
  }

  Path root() {
    return root;
  }

  /** The path that a key has by its text alone. */
  Path lexical(String key) throws DriverException {
    if (File.separatorChar == '\\' && !key.isEmpty() && !WindowsNames.areFine(key)) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH).withDetail("Windows keeps this name for itself"));
    }
    try {
      return key.isEmpty() ? root : root.resolve(key);
    } catch (InvalidPathException e) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH)
              .withDetail("the file system, or this JVM's locale, cannot write this name"),
          e);
    }
  }

  /** The place of a file; the folder it lies in must be there. */
  Place place(String key, Call call) throws IOException {
    Path lexical = lexical(key);
    Path parent = lexical.getParent();
    Path name = lexical.getFileName();
    if (parent == null || name == null) {
      throw new IllegalArgumentException("the root is no place in a folder");
    }
    return new Place(folder(parent, call), name.toString());
  }

  /** The place of a file to be made, and the folders above it. */
  Place placeToMake(String key, Call call) throws IOException {
    try {
      return place(key, call);
    } catch (NoSuchFileException e) {
      makeFolders(Objects.requireNonNull(lexical(key).getParent(), "a key below the root"), call);
      return place(key, call);
    }
  }

  /** Makes a folder and those above it, up to the root, which is never made again. */
  void makeFolders(Path lexical, Call call) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path existing = lexical;
    while (!existing.equals(root) && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      missing.push(existing);
      existing = Objects.requireNonNull(existing.getParent(), "a key below the root");
    }
    if (Files.isSymbolicLink(existing) && !Files.exists(existing)) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH)
              .withDetail("a symbolic link on the way leads nowhere"));
    }
    for (Path next : missing) {
      makeFolder(next, call);
    }
    folder(lexical, call).close(); // what stood there already must lie inside
    if (!Files.isDirectory(lexical)) {
      throw new FileAlreadyExistsException(lexical.toString());
    }
  }

  /** Java makes folders by path only; in one that is known to lie inside, one at a time. */
  private void makeFolder(Path lexical, Call call) throws IOException {
    Path parent = Objects.requireNonNull(lexical.getParent(), "a key below the root");
    try (Folder above = folder(parent, call)) {
      Files.createDirectory(above.path().resolve(lexical.getFileName()));
      if (durable) {
        above.force();
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(lexical)) {
        throw e;
      }
    }
  }

  /**
   * Gives a file a second name where nothing is. Java does it by path only: in strict confinement a
   * look through the opened folders then tells whether that led where it should.
   */
  void link(Place existing, Place added) throws IOException {
    try {
      Files.createLink(added.path(), existing.path());
    } catch (FileSystemException e) {
      throw LocalErrors.isForbiddenLink(e)
          ? new DriverException(
              Failure.rejected(Kind.PERMISSION_DENIED)
                  .withDetail(
                      "the system forbids links to files of other users"
                          + " (fs.protected_hardlinks); a move that replaces nothing needs one"),
              e)
          : e;
    }
    if (strict && !sameFile(existing, added)) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH)
              .withDetail("a folder on the way was replaced during the call"));
    }
  }

  private static boolean sameFile(Place a, Place b) throws IOException {
    Object key = a.folder().attributes(a.name()).fileKey();
    try {
      if (Objects.equals(b.folder().attributes(b.name()).fileKey(), key)) {
        return true;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    b.folder().deleteFile(b.name()); // a name for what lies outside
    return false;
  }

  Folder folder(String key, Call call) throws IOException {
    return folder(lexical(key), call);
  }

  private Folder folder(Path lexical, Call call) throws IOException {
    if (strict) {
      return secureFolder(lexical);
    }
    if (lexical.equals(root)) {
      return new PathFolder(root);
    }
    Path real = resolved(lexical);
    if (!real.equals(lexical)) {
      requireInside(real, call);
    }
    return new PathFolder(real);
  }

  private Path resolved(Path lexical) throws IOException {
    try {
      return lexical.toRealPath();
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (holdsLink(names(root.relativize(lexical)), link -> !Files.exists(link))) {
        throw new DriverException(
            Failure.rejected(Kind.NOT_FOUND)
                .withDetail("symbolic links on the way lead in circles"),
            e);
      }
      throw e;
    }
  }

  private Folder secureFolder(Path lexical) throws IOException {
    List<Path> names = lexical.equals(root) ? List.of() : names(root.relativize(lexical));
    try {
      return SecureFolder.open(root, names);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      if (holdsLink(names, link -> true)) {
        throw new DriverException(
            Failure.rejected(Kind.INVALID_PATH)
                .withDetail("a symbolic link is on the way, and confinement is strict"),
            e);
      }
      throw e;
    }
  }

  private static List<Path> names(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false).toList();
  }

  private boolean holdsLink(List<Path> names, Predicate<Path> kind) {
    Path path = root;
    for (Path name : names) {
      path = path.resolve(name);
      if (Files.isSymbolicLink(path) && kind.test(path)) {
        return true;
      }
    }
    return false;
  }

  private void requireInside(Path real, Call call) throws IOException {
    Path scope = call.scope().isEmpty() ? root : lexical(call.scope()).toRealPath();
    if (!real.startsWith(scope) || !scope.startsWith(root)) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH)
              .withDetail("a symbolic link leads out of the store's root"));
    }
  }

  /**
   * The place that the link at {@code link} leads to.
   *
   * @throws DriverException if it leads outside, or links are refused
   * @throws IOException if it leads nowhere
   */
  Place follow(Place link, Call call) throws IOException {
    if (strict) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH)
              .withDetail("it is a symbolic link, and confinement is strict"));
    }
    Path real = link.path().toRealPath();
    requireInside(real, call);
    Path parent = real.getParent();
    Path name = real.getFileName();
    if (parent == null || name == null) {
      throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
    }
    return new Place(new PathFolder(parent), name.toString());
  }

  /** Tells whether a key lies below something that is no folder. */
  boolean liesBelowFile(String key) throws IOException {
    Path path = lexical(key).getParent();
    while (path != null && !path.equals(root)) {
      if (Files.exists(path)) {
        return !Files.isDirectory(path);
      }
      path = path.getParent();
    }
    return false;
  }
}
