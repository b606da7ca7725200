package io.remotestore.local;

import io.remotestore.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes a check of the state and the replacement one step among all users of this library: threads
 * of this process by locks of the JVM, other processes by locks on byte ranges of a hidden file in
 * the root, one byte for each stripe of keys.
 *
 * <p>The first conditional write to a root creates the file; every process that finds it uses it.
 * Programs that replace files by other means are not kept out.
 */
final class KeyLocks implements Closeable {
  /** Has the form of a temporary's name, so that no listing shows it. */
  static final String FILE_NAME = ".~tmp.locks.00000000";

  private static final int STRIPES = 1024;
  private static final Duration POLL = Duration.ofMillis(1);
  private static final ReentrantLock[] JVM_LOCKS = new ReentrantLock[STRIPES];
  private static final Map<Path, KeyLocks> BY_ROOT = new HashMap<>();

  static {
    Arrays.setAll(JVM_LOCKS, i -> new ReentrantLock());
  }

  private final Path root;
  private final Path file;
  private int users;

  /** One for the process: closing any channel on the file gives up the locks of all others. */
  private volatile @Nullable FileChannel channel;

  private KeyLocks(Path root) {
    this.root = root;
    this.file = root.resolve(FILE_NAME);
  }

  /** The locks of a root, the same ones for all of this process; each caller closes them once. */
  static KeyLocks open(Path realRoot) {
    synchronized (BY_ROOT) {
      KeyLocks locks = BY_ROOT.computeIfAbsent(realRoot, KeyLocks::new);
      locks.users++;
      return locks;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (BY_ROOT) {
      if (--users > 0) {
        return;
      }
      BY_ROOT.remove(root);
      FileChannel open = channel;
      if (open != null) {
        open.close();
      }
    }
  }

  /** Locks a key for a conditional change, with whatever that needs. */
  Held lockForCondition(String key, Call call) throws IOException {
    return lock(key, true, call);
  }

  /** Locks a key for a change that others' conditions must not miss. */
  Held lock(String key, Call call) throws IOException {
    return lock(key, false, call);
  }

  /** Locks two keys, in an order that all processes keep. */
  Held lockBoth(String a, String b, Call call) throws IOException {
    int one = stripe(a);
    int two = stripe(b);
    if (one == two) {
      return lock(one, false, call);
    }
    boolean ordered = jvmLock(one) < jvmLock(two);
    Held first = lock(ordered ? one : two, false, call);
    try {
      Held second = lock(ordered ? two : one, false, call);
      return () -> {
        try (first) {
          second.close();
        }
      };
    } catch (IOException | RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private Held lock(String key, boolean create, Call call) throws IOException {
    return lock(stripe(key), create, call);
  }

  private static int stripe(String key) {
    return Math.floorMod(key.hashCode() * 0x9E3779B9, STRIPES);
  }

  private int jvmLock(int stripe) {
    return Math.floorMod(stripe + root.hashCode(), STRIPES);
  }

  private Held lock(int stripe, boolean create, Call call) throws IOException {
    ReentrantLock mine = JVM_LOCKS[jvmLock(stripe)];
    acquire(mine, call);
    try {
      FileChannel shared = channel(create);
      FileLock lock = shared == null ? null : acquire(shared, stripe, call);
      return () -> release(mine, lock);
    } catch (IOException | RuntimeException e) {
      mine.unlock();
      throw e;
    }
  }

  private static void release(ReentrantLock mine, @Nullable FileLock lock) throws IOException {
    try {
      if (lock != null && lock.acquiredBy().isOpen()) {
        lock.release();
      }
    } finally {
      mine.unlock();
    }
  }

  private static void acquire(ReentrantLock lock, Call call) {
    try {
      while (!lock.tryLock(Math.min(call.remainingNanos(), 1_000_000_000L), TimeUnit.NANOSECONDS)) {
        call.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.check();
      throw new IllegalStateException("an interrupted call went on", e);
    }
  }

  private @Nullable FileChannel channel(boolean create) throws IOException {
    FileChannel open = channel;
    if (open != null && open.isOpen()) {
      return open;
    }
    if (!create && !file.toFile().exists()) { // unlike Files, at the cost of no exception
      return null;
    }
    synchronized (this) {
      open = channel;
      if (open == null || !open.isOpen()) {
        open =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        channel = open;
      }
      return open;
    }
  }

  /** Polls: an interrupt of a thread that waits in the channel would close it for all. */
  private static FileLock acquire(FileChannel shared, int stripe, Call call) throws IOException {
    while (true) {
      call.check();
      FileLock lock = shared.tryLock(stripe, 1, false);
      if (lock != null) {
        return lock;
      }
      call.pause(POLL);
    }
  }

  /** Keys that are locked until this is closed. */
  interface Held extends Closeable {
    @Override
    void close() throws IOException;
  }
}
