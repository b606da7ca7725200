package io.remotestore.local;

import io.remotestore.spi.Call;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.UnfinishedWrite.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/** Temporaries: those of living writers, which hold a lock, and those whose process is gone. */
final class LocalUploads {
  private static final Set<OpenOption> WRITE = Set.of(StandardOpenOption.WRITE);

  private final LocalFiles files;

  LocalUploads(LocalFiles files) {
    this.files = files;
  }

  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  Stream<UnfinishedWrite> list(String folder, Call call) throws IOException {
    Path start;
    try (Folder top = files.folder(folder, call)) {
      start = top.path();
    } catch (NoSuchFileException e) {
      return Stream.empty();
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return Files.find(
            start,
            Integer.MAX_VALUE,
            (path, attributes) -> attributes.isRegularFile() && isTemporary(path))
        .map(path -> write(prefix + text(start.relativize(path)), path));
  }

  private static boolean isTemporary(Path path) {
    String name = String.valueOf(path.getFileName());
    return TemporaryName.matches(name) && !name.equals(KeyLocks.FILE_NAME);
  }

  private static String text(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private static UnfinishedWrite write(String key, Path path) {
    try {
      return new UnfinishedWrite(
          TemporaryName.target(key), key, Files.getLastModifiedTime(path).toInstant());
    } catch (NoSuchFileException e) {
      return new UnfinishedWrite(
          TemporaryName.target(key), key, null); // it has just been published
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean discard(UnfinishedWrite write, Claim claim, Call call) throws IOException {
    String key = write.id();
    if (!TemporaryName.matches(key)) {
      throw new IllegalArgumentException("not a temporary: " + key);
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
    try (FileChannel channel = place.folder().open(place.name(), WRITE);
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
