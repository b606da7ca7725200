package io.remotestore.kernel;

import io.remotestore.OperationEvent;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreListener;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** The listeners of a store, none in the common case; what they throw is logged and forgotten. */
final class Listeners {
  static final Listeners NONE = new Listeners(new StoreListener[0]);
  private static final System.Logger LOG = System.getLogger("io.remotestore.listeners");

  private final StoreListener[] listeners;

  private Listeners(StoreListener[] listeners) {
    this.listeners = listeners;
  }

  Listeners plus(StoreListener listener) {
    StoreListener[] more = new StoreListener[listeners.length + 1];
    System.arraycopy(listeners, 0, more, 0, listeners.length);
    more[listeners.length] = listener;
    return new Listeners(more);
  }

  boolean isEmpty() {
    return listeners.length == 0;
  }

  void started(OperationEvent event) {
    if (!isEmpty()) {
      tell(l -> l.started(event));
    }
  }

  void retrying(OperationEvent event, RemoteStoreException failure) {
    if (!isEmpty()) {
      tell(l -> l.retrying(event, failure));
    }
  }

  void firstByte(OperationEvent event) {
    if (!isEmpty()) {
      tell(l -> l.firstByte(event));
    }
  }

  void transferred(OperationEvent event, long count) {
    if (!isEmpty()) {
      tell(l -> l.transferred(event, count));
    }
  }

  void finished(OperationEvent event) {
    if (!isEmpty()) {
      tell(l -> l.finished(event));
    }
  }

  private void tell(Consumer<StoreListener> what) {
    for (StoreListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener failed: " + listener, e);
      }
    }
  }
}
