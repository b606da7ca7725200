package io.remotestore.local;

import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.UnfinishedWrite.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Temporaries: those of living writers, which hold a lock, and those whose process is gone. */
final class LocalUploads {
  private final LocalFiles files;

  LocalUploads(LocalFiles files) {
    this.files = files;
  }

  /** Goes through the folders one after the other; what goes away meanwhile is left out. */
  Stream<UnfinishedWrite> list(String folder, Call call) {
    Deque<String> folders = new ArrayDeque<>(List.of(folder));
    return Stream.iterate(folders, left -> !left.isEmpty(), left -> left)
        .flatMap(left -> in(left.pop(), left, call).stream());
  }

  /** The temporaries directly in a folder; the folders in it are added to {@code below}. */
  private List<UnfinishedWrite> in(String folder, Deque<String> below, Call call) {
    List<UnfinishedWrite> found = new ArrayList<>();
    String prefix = folder.isEmpty() ? "" : folder + "/";
    try (Folder opened = files.folder(folder, call);
        DirectoryStream<Path> names = opened.list()) {
      for (Path path : names) {
        call.check();
        String name = String.valueOf(path.getFileName());
        BasicFileAttributes attributes = attributes(opened, path, name);
        if (attributes != null && attributes.isDirectory()) {
          below.push(prefix + name);
        } else if (attributes != null && attributes.isRegularFile() && isTemporary(name)) {
          String key = prefix + name;
          found.add(
              new UnfinishedWrite(
                  TemporaryName.target(key), key, attributes.lastModifiedTime().toInstant()));
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException(e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static @Nullable BasicFileAttributes attributes(Folder folder, Path path, String name)
      throws IOException {
    try {
      return LocalListing.isText(path.getFileName(), name) ? folder.attributes(name) : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isTemporary(String name) {
    return TemporaryName.matches(name) && !name.equals(KeyLocks.FILE_NAME);
  }

  /** The kernel has confined the key of a write, not its id, which callers can make up. */
  private static String folderOf(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  boolean discard(UnfinishedWrite write, Claim claim, Call call) throws IOException {
    String key = write.id();
    if (!TemporaryName.matches(key) || !folderOf(key).equals(folderOf(write.key()))) {
      throw new DriverException(
          Failure.rejected(Kind.INVALID_PATH)
              .withDetail("the upload's id names no temporary beside its path"));
    }
    try (Place place = files.place(key, call)) {
      if (claim == Claim.ANY) {
        place.folder().deleteFile(place.name());
        return true;
      }
      return !LiveTemporaries.contains(place.path()) && deleteIfAbandoned(place);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean deleteIfAbandoned(Place place) throws IOException {
    try (FileChannel channel = place.folder().open(place.name(), Folder.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
      place.folder().deleteFile(place.name());
      return true;
    } catch (OverlappingFileLockException e) {
      return false; // a writer of this process, loaded by another class loader
    }
  }
}
