package io.remotestore.testkit;

import io.remotestore.ForwardingStore;
import io.remotestore.Store;

/** A child that closes its parent, so that the suites can close what they opened. */
final class OwnedChild extends ForwardingStore {
  private final Store parent;

  OwnedChild(Store parent, String path) {
    super(parent.child(path));
    this.parent = parent;
  }

  @Override
  protected Store wrap(Store other) {
    return other;
  }

  @Override
  public void close() {
    parent.close();
  }

  @Override
  public String toString() {
    return delegate().toString();
  }
}
