package io.remotestore.local;

import io.remotestore.spi.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What a file system can do, found out by trying it in the root; where nothing can be written
 * there, the least is assumed of what writes need.
 *
 * @param hardLinks whether a file can have two names: what creating in one step needs
 * @param preciseTimes whether times are kept to the microsecond: what telling states apart needs
 * @param extendedAttributes whether files carry attributes of users
 */
record LocalProbe(boolean hardLinks, boolean preciseTimes, boolean extendedAttributes) {
  private static final FileTime TIME =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000L, 123_456_000));

  static LocalProbe of(Path root) {
    Path file = root.resolve(TemporaryName.create("probe", LocalFiles.MAX_SEGMENT_BYTES));
    Path link = root.resolve(TemporaryName.create("probe", LocalFiles.MAX_SEGMENT_BYTES));
    try {
      Files.createFile(file);
    } catch (IOException e) {
      return new LocalProbe(true, true, false); // read-only here: writes will say so
    }
    try {
      return new LocalProbe(links(file, link), precise(file), ExtendedAttributes.work(file));
    } finally {
      delete(link);
      delete(file);
    }
  }

  private static boolean links(Path file, Path link) {
    try {
      Files.createLink(link, file);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean precise(Path file) {
    try {
      BasicFileAttributeView view =
          Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      view.setTimes(TIME, TIME, null);
      return view.readAttributes().lastModifiedTime().equals(TIME);
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // A hidden empty file stays until a sweep.
    }
  }
}
