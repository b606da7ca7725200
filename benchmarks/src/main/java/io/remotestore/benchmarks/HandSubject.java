package io.remotestore.benchmarks;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What somebody writes on {@code java.nio.file.Files} who needs the guarantees of the local backend
 * for these calls, and no more than these. It is the baseline of the comparison, so it does nothing
 * that a guarantee does not ask for, and takes the cheapest way that Java has:
 *
 * <ul>
 *   <li>A key is checked, and the folder it lies in is resolved and must lie below the root.
 *   <li>Only regular files are read. A link as the last segment is followed, if it stays inside.
 *   <li>A write goes to a hidden, locked temporary beside the target, and becomes visible in one
 *       step; a sweep leaves the temporary of a living writer alone.
 *   <li>The ETag tells any two states of a file apart, for which each write needs a time of its
 *       own.
 *   <li>Who replaces a file on a condition, in this process or another, misses no write: there is a
 *       lock for each key, and a look whether other processes take part.
 *   <li>An info holds size, time, ETag and, where one file is asked for, its extended attributes; a
 *       write returns the info of what it wrote.
 * </ul>
 *
 * <p>What it lacks are the calls' options, events, deadlines, retries and errors. It reads without
 * holding the state that it opened against the state that it looked at, since it returns bytes
 * alone.
 */
final class HandSubject implements Subject {
  private static final AtomicLong LAST_TIME = new AtomicLong();
  private static final ReentrantLock[] LOCKS = new ReentrantLock[1024];

  static {
    Arrays.setAll(LOCKS, i -> new ReentrantLock());
  }

  private final Path root;
  private final File processLocks;

  /** What is known of a file. */
  record Info(
      String key, long size, Instant modifiedAt, String etag, Map<String, String> extended) {}

  HandSubject(Path root) throws IOException {
    this.root = root.toRealPath();
    this.processLocks = root.resolve(".~tmp.locks.00000000").toFile();
  }

  // ---------------------------------------------------------------- where a key lies

  private static void check(String key) throws IOException {
    int start = 0;
    for (int i = 0; i <= key.length(); i++) {
      char c = i == key.length() ? '/' : key.charAt(i);
      if (c == '\0' || c == '\\') {
        throw new FileSystemException(key, null, "not a key");
      }
      if (c == '/') {
        boolean dots =
            (i - start == 1 && key.charAt(start) == '.')
                || (i - start == 2 && key.startsWith("..", start));
        if (i == start || dots || key.startsWith(".~tmp.", start)) {
          throw new FileSystemException(key, null, "not a key");
        }
        start = i + 1;
      }
    }
  }

  /** The path of a key, in a folder that lies inside whatever links lead there. */
  private Path place(String key) throws IOException {
    check(key);
    int slash = key.lastIndexOf('/');
    return slash < 0
        ? root.resolve(key)
        : folder(key.substring(0, slash)).resolve(key.substring(slash + 1));
  }

  private Path folder(String key) throws IOException {
    return inside(root.resolve(key).toRealPath());
  }

  private Path inside(Path real) throws IOException {
    if (!real.startsWith(root)) {
      throw new FileSystemException(real.toString(), null, "a link leads out of the root");
    }
    return real;
  }

  private static BasicFileAttributes look(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  // ---------------------------------------------------------------- reading

  @Override
  public byte[] read(String key) throws IOException {
    Path path = place(key);
    BasicFileAttributes found = look(path);
    if (found.isSymbolicLink()) {
      path = inside(path.toRealPath());
      found = look(path);
    }
    if (!found.isRegularFile()) {
      throw new FileSystemException(key, null, "not a file");
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return readFully(channel, key);
    }
  }

  /** In pieces, since the JDK keeps a buffer outside the heap as large as the largest of them. */
  private static byte[] readFully(FileChannel channel, String key) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(channel.size())];
    int from = 0;
    while (from < bytes.length) {
      int n = channel.read(ByteBuffer.wrap(bytes, from, Math.min(256 * 1024, bytes.length - from)));
      if (n < 0) {
        throw new FileSystemException(key, null, "it became shorter");
      }
      from += n;
    }
    return bytes;
  }

  @Override
  public Object info(String key) throws IOException {
    Path path = place(key);
    BasicFileAttributes found = look(path);
    if (found.isSymbolicLink()) {
      path = inside(path.toRealPath());
      found = look(path);
    }
    if (!found.isRegularFile()) {
      throw new FileSystemException(key, null, "not a file");
    }
    return info(key, found, extended(path));
  }

  private static Info info(String key, BasicFileAttributes found, Map<String, String> extended) {
    Instant modified = found.lastModifiedTime().toInstant();
    String etag =
        "\""
            + found.fileKey()
            + Long.toHexString(found.size())
            + "-"
            + Long.toHexString(modified.getEpochSecond())
            + "."
            + Integer.toHexString(modified.getNano())
            + "\"";
    return new Info(key, found.size(), modified, etag, extended);
  }

  private static Map<String, String> extended(Path path) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(
            path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    List<String> names = view.list();
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, String> extended = new TreeMap<>();
    for (String name : names) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      int length = view.read(name, value);
      extended.put(name, new String(value.array(), 0, length, StandardCharsets.UTF_8));
    }
    return extended;
  }

  @Override
  public boolean exists(String key) throws IOException {
    try {
      Path path = place(key);
      BasicFileAttributes found = look(path);
      if (found.isSymbolicLink()) {
        found = look(inside(path.toRealPath()));
      }
      return found.isRegularFile() || found.isDirectory();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  // ---------------------------------------------------------------- writing

  @Override
  public Object overwrite(String key, byte[] bytes) throws IOException {
    Path target = place(key);
    try (Temporary temporary = Temporary.beside(target)) {
      Info written = temporary.fill(key, bytes);
      ReentrantLock lock = lockFor(key);
      lock.lock();
      try {
        requireNoProcessLocks();
        Files.move(temporary.path, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        lock.unlock();
      }
      temporary.published = true;
      return written;
    }
  }

  @Override
  public Object create(String key, byte[] bytes) throws IOException {
    Path target = place(key);
    try (Temporary temporary = Temporary.beside(target)) {
      Info written = temporary.fill(key, bytes);
      Files.createLink(target, temporary.path);
      return written;
    }
  }

  private static ReentrantLock lockFor(String key) {
    return LOCKS[Math.floorMod(key.hashCode(), LOCKS.length)];
  }

  /** Where other processes write on conditions, a byte of this file would have to be locked. */
  private void requireNoProcessLocks() throws IOException {
    if (processLocks.exists()) {
      throw new FileSystemException(processLocks.toString(), null, "not measured here");
    }
  }

  /** A time, to the microsecond, that no other write of this process has. */
  private static FileTime uniqueTime() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    long unique = LAST_TIME.updateAndGet(last -> Math.max(last + 1, micros));
    return FileTime.from(Instant.ofEpochSecond(unique / 1_000_000, (unique % 1_000_000) * 1_000));
  }

  /** A hidden file beside its target, locked while it is written. */
  private static final class Temporary implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private boolean published;

    private Temporary(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    static Temporary beside(Path target) throws IOException {
      String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
      Path path = target.resolveSibling(".~tmp." + target.getFileName() + "." + random);
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new FileSystemException(path.toString(), null, "a sweep was faster");
      }
      return new Temporary(path, channel);
    }

    /** Returns what the file then is; fails where a sweep took it meanwhile. */
    Info fill(String key, byte[] bytes) throws IOException {
      int from = 0;
      while (from < bytes.length) {
        int length = Math.min(256 * 1024, bytes.length - from);
        from += channel.write(ByteBuffer.wrap(bytes, from, length));
      }
      FileTime now = uniqueTime();
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(now, now, null);
      return info(key, look(path), Map.of());
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        if (!published) {
          Files.delete(path);
        }
      }
    }
  }

  // ---------------------------------------------------------------- listing

  @Override
  public long list(String folder) throws IOException {
    check(folder);
    long count = 0;
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder(folder))) {
      for (Path name : names) {
        BasicFileAttributes found = look(name);
        if (isShown(name) && found.isRegularFile()) {
          count += Math.min(1, info(folder + "/" + name.getFileName(), found, Map.of()).size() + 1);
        }
      }
    }
    return count;
  }

  private static boolean isShown(Path path) {
    return !path.getFileName().toString().startsWith(".~tmp.");
  }

  /** Takes the infos of a walk. */
  private interface Visitor {
    void file(Info info);
  }

  private void walk(String folder, Visitor visitor) throws IOException {
    check(folder);
    Deque<String> open = new ArrayDeque<>(Set.of(folder));
    while (!open.isEmpty()) {
      String next = open.pop();
      try (DirectoryStream<Path> names = Files.newDirectoryStream(folder(next))) {
        for (Path name : names) {
          BasicFileAttributes found = look(name);
          String key = next + "/" + name.getFileName();
          if (found.isDirectory()) {
            open.push(key);
          } else if (isShown(name) && found.isRegularFile()) {
            visitor.file(info(key, found, Map.of()));
          }
        }
      }
    }
  }

  @Override
  public long listRecursive(String folder) throws IOException {
    long[] count = {0};
    walk(folder, info -> count[0] += Math.min(1, info.size() + 1));
    return count[0];
  }

  /** All infos in memory, then sorted: simple, and bounded only by the heap. */
  @Override
  public long listOrdered(String folder) throws IOException {
    TreeMap<String, Info> infos = new TreeMap<>();
    walk(folder, info -> infos.put(info.key(), info));
    return Collections.unmodifiableMap(infos).values().stream()
        .filter(info -> info.size() >= 0)
        .count();
  }

  @Override
  public long glob(String pattern) throws IOException {
    PathMatcher matcher =
        root.getFileSystem().getPathMatcher("glob:" + pattern.replace("/**/", "/{,**/}"));
    int base = pattern.indexOf("/*");
    long[] count = {0};
    walk(
        pattern.substring(0, base),
        info -> count[0] += matcher.matches(Path.of(info.key())) ? 1 : 0);
    return count[0];
  }

  @Override
  public void close() {}
}
