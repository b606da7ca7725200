package io.remotestore.memory;

import io.remotestore.ContentHeaders;
import io.remotestore.Revision;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.WriteCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders, ordered by key. A folder stands under its key with a slash behind it, so the
 * order of the map is the order of listings. Each method is one step to all others; none waits.
 */
final class Tree {
  /** What stands under the key of a folder, and only there. */
  private static final Node FOLDER =
      new Node(
          new Blob.Builder().build(),
          "\"folder\"",
          Instant.EPOCH,
          ContentHeaders.NONE,
          Map.of(),
          null);

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final NavigableMap<String, Node> nodes = new TreeMap<>(KeyOrder.UTF8);

  @Nullable Entry stat(String key) {
    lock.readLock().lock();
    try {
      Node file = nodes.get(key);
      if (file != null) {
        return file.entry(key);
      }
      return key.isEmpty() || nodes.containsKey(key + "/") ? Entry.folder(key) : null;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The file at a key, or the failure that says why there is none. */
  Node file(String key) throws DriverException {
    lock.readLock().lock();
    try {
      Node file = nodes.get(key);
      if (file != null) {
        return file;
      }
      throw failure(isFolder(key) ? Kind.IS_FOLDER : Kind.NOT_FOUND);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Puts a file there if the condition holds. */
  void put(String key, Node node, WriteCondition condition) throws DriverException {
    lock.writeLock().lock();
    try {
      if (isFolder(key)) {
        throw failure(Kind.IS_FOLDER);
      }
      test(nodes.get(key), condition);
      makeParents(key);
      nodes.put(key, node);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void test(@Nullable Node current, WriteCondition condition)
      throws DriverException {
    if (condition.kind() == WriteCondition.Kind.ABSENT && current != null) {
      throw failure(Kind.ALREADY_EXISTS);
    }
    if (condition.kind() == WriteCondition.Kind.MATCH
        && (current == null || !hasRevision(current, condition.revision()))) {
      throw failure(Kind.PRECONDITION_FAILED);
    }
  }

  private static boolean hasRevision(Node current, @Nullable Revision revision) {
    return revision != null && current.etag().equals(revision.toString());
  }

  private void makeParents(String key) throws DriverException {
    for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      String parent = key.substring(0, slash);
      if (nodes.containsKey(parent)) {
        throw failure(Kind.NOT_A_FOLDER);
      }
      if (nodes.containsKey(parent + "/")) {
        break;
      }
    }
    for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      if (nodes.putIfAbsent(key.substring(0, slash + 1), FOLDER) != null) {
        return;
      }
    }
  }

  private boolean isFolder(String key) {
    return key.isEmpty() || nodes.containsKey(key + "/");
  }

  DeleteReply delete(String key, WriteCondition condition) throws DriverException {
    lock.writeLock().lock();
    try {
      if (isFolder(key)) {
        throw failure(Kind.IS_FOLDER);
      }
      Node current = nodes.get(key);
      if (current == null) {
        return DeleteReply.MISSING;
      }
      test(current, condition);
      nodes.remove(key);
      return DeleteReply.DELETED;
    } finally {
      lock.writeLock().unlock();
    }
  }

  void rename(String source, String target, WriteCondition condition) throws DriverException {
    lock.writeLock().lock();
    try {
      Node node = nodes.get(source);
      if (node == null) {
        throw failure(isFolder(source) ? Kind.IS_FOLDER : Kind.NOT_FOUND);
      }
      if (isFolder(target)) {
        throw failure(Kind.IS_FOLDER);
      }
      test(nodes.get(target), condition);
      makeParents(target);
      nodes.put(target, node);
      nodes.remove(source);
    } finally {
      lock.writeLock().unlock();
    }
  }

  void createFolder(String key) throws DriverException {
    lock.writeLock().lock();
    try {
      if (nodes.containsKey(key)) {
        throw failure(Kind.NOT_A_FOLDER);
      }
      makeParents(key + "/");
    } finally {
      lock.writeLock().unlock();
    }
  }

  DeleteReply removeFolder(String key) throws DriverException {
    lock.writeLock().lock();
    try {
      if (nodes.containsKey(key)) {
        throw failure(Kind.NOT_A_FOLDER);
      }
      if (!nodes.containsKey(key + "/")) {
        return DeleteReply.MISSING;
      }
      String next = nodes.higherKey(key + "/");
      if (next != null && next.startsWith(key + "/")) {
        throw failure(Kind.NOT_EMPTY);
      }
      nodes.remove(key + "/");
      return DeleteReply.DELETED;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** A page of a listing, and where the next one begins; null there at the end. */
  record Slice(List<Entry> entries, @Nullable String next) {}

  /** What lies directly in a folder, behind {@code after}. */
  Slice children(String folder, String after, int size) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<Entry> entries = new ArrayList<>(Math.min(size, 64));
    lock.readLock().lock();
    try {
      String cursor = after;
      while (entries.size() < size) {
        Map.Entry<String, Node> at = nodes.higherEntry(cursor);
        if (at == null || !at.getKey().startsWith(prefix)) {
          return new Slice(entries, null);
        }
        String key = at.getKey();
        int slash = key.indexOf('/', prefix.length());
        if (slash < 0) {
          entries.add(at.getValue().entry(key));
          cursor = key;
        } else {
          String child = key.substring(0, slash);
          if (key.length() == slash + 1) {
            entries.add(Entry.folder(child));
          }
          cursor = lastBelow(child);
        }
      }
      return new Slice(entries, cursor);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The files of all levels below a folder, behind {@code after}. */
  Slice files(String folder, String after, int size) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<Entry> entries = new ArrayList<>(Math.min(size, 64));
    lock.readLock().lock();
    try {
      for (Map.Entry<String, Node> at : nodes.tailMap(after, false).entrySet()) {
        String key = at.getKey();
        if (!key.startsWith(prefix)) {
          return new Slice(entries, null);
        }
        if (!key.endsWith("/")) {
          entries.add(at.getValue().entry(key));
        }
        if (entries.size() == size) {
          return new Slice(entries, key);
        }
      }
      return new Slice(entries, null);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** A key behind all keys below a folder: no character comes after this one in UTF-8 order. */
  private static String lastBelow(String folder) {
    return folder + "/" + Character.toString(Character.MAX_CODE_POINT);
  }

  private static DriverException failure(Kind kind) {
    return new DriverException(Failure.rejected(kind));
  }
}
