package io.remotestore.local;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The temporaries that this process writes. Their locks cannot tell: closing any channel on a file
 * gives up all locks that a process has on it, so a sweep must not even open one of these.
 */
final class LiveTemporaries {
  private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

  private LiveTemporaries() {}

  static void add(Path temporary) {
    LIVE.add(temporary);
  }

  static void remove(Path temporary) {
    LIVE.remove(temporary);
  }

  static boolean contains(Path temporary) {
    return LIVE.contains(temporary);
  }
}
