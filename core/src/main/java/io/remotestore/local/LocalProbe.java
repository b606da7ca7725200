package io.remotestore.local;

import io.remotestore.Capability;
import io.remotestore.spi.TemporaryName;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a file system can do. Where its type and the times of the root tell, opening a store writes
 * nothing; else it is found out by trying in the root. Where nothing can be written there, the
 * least is assumed of what writes need.
 *
 * @param hardLinks whether a file can have two names: what creating in one step needs
 * @param preciseTimes whether times are kept to the microsecond: what telling states apart needs
 * @param extendedAttributes whether files carry attributes of users
 */
record LocalProbe(boolean hardLinks, boolean preciseTimes, boolean extendedAttributes) {
  private static final String NO_LINKS = "the file system has no hard links";
  private static final String COARSE_TIMES = "the file system keeps no times to the microsecond";
  private static final String NO_ATTRIBUTES = "the file system has no extended attributes";

  private static final FileTime TIME =
      FileTime.from(Instant.ofEpochSecond(1_000_000_000L, 123_456_000));

  /** The types, as the JDK names them, of which every mount has hard links. */
  private static final Set<String> LINKING =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "tmpfs", "overlay", "apfs");

  private static final int MICROS_PER_MILLI = 1000;

  static LocalProbe of(Path root) throws IOException {
    FileStore store = Files.getFileStore(root);
    if (LINKING.contains(store.type()) && showsPreciseTimes(root)) {
      return new LocalProbe(
          true, true, store.supportsFileAttributeView(UserDefinedFileAttributeView.class));
    }
    return byTrying(root);
  }

  /** Why a store here lacks what a local store has elsewhere. */
  Map<Capability, String> reasons() {
    Map<Capability, String> reasons = new EnumMap<>(Capability.class);
    if (!hardLinks) {
      reasons.put(Capability.CREATE_IF_ABSENT, NO_LINKS);
    }
    if (!preciseTimes) {
      reasons.put(Capability.COMPARE_AND_SET, COARSE_TIMES);
      reasons.put(Capability.CONDITIONAL_DELETE, COARSE_TIMES);
      reasons.put(Capability.CONDITIONAL_COPY, COARSE_TIMES);
    }
    if (!extendedAttributes) {
      reasons.put(Capability.USER_METADATA, NO_ATTRIBUTES);
      reasons.put(Capability.CONTENT_HEADERS, NO_ATTRIBUTES);
    }
    return reasons;
  }

  /** A file system of whole seconds or milliseconds can show no time between them. */
  private static boolean showsPreciseTimes(Path root) {
    try {
      Map<String, Object> times =
          Files.readAttributes(root, "unix:ctime,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      return times.values().stream().anyMatch(LocalProbe::hasMicros);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // no such attributes here
    }
  }

  private static boolean hasMicros(Object time) {
    return time instanceof FileTime at && at.to(TimeUnit.MICROSECONDS) % MICROS_PER_MILLI != 0;
  }

  private static LocalProbe byTrying(Path root) {
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
