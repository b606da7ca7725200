package io.remotestore.kernel;

import io.remotestore.StoreOptions.LeakDetection;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Finds streams, readers, writers and listings that were collected without having been closed. */
final class Leaks {
  private static final System.Logger LOG = System.getLogger("io.remotestore.leaks");
  private static @Nullable Cleaner cleaner;

  private final LeakDetection detection;

  Leaks(LeakDetection detection) {
    this.detection = detection;
  }

  /** Tracks {@code resource} for leak detection. Returns null if leak detection is off. */
  @Nullable Watch watch(Object resource, OperationCall call) {
    if (detection == LeakDetection.OFF) {
      return null;
    }
    Watch watch = new Watch(call.operation() + " of '" + call.path() + "'");
    cleaner().register(resource, watch::collected);
    return watch;
  }

  private static synchronized Cleaner cleaner() {
    if (cleaner == null) {
      cleaner = Cleaner.create();
    }
    return cleaner;
  }

  /** One resource; holds no reference to it. */
  static final class Watch {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Throwable opened;

    private Watch(String what) {
      this.opened = new Throwable("opened here: " + what);
    }

    void closed() {
      closed.set(true);
    }

    private void collected() {
      if (!closed.get()) {
        LOG.log(Level.WARNING, "A resource was not closed", opened);
      }
    }
  }
}
