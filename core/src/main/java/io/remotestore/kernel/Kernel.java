package io.remotestore.kernel;

import io.remotestore.CapabilitySet;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.spi.Driver;

/** Puts the contract on drivers. */
public final class Kernel {
  private Kernel() {}

  /** Returns the store of all that {@code driver} holds; closing it closes the driver. */
  public static Store over(Driver driver, StoreOptions options) {
    return over(driver, "", options);
  }

  /** Returns the store of what lies below a folder; closing it closes the driver. */
  public static Store over(Driver driver, String rootKey, StoreOptions options) {
    return KernelStore.owner(new Engine(driver, Engine.Ownership.OWNED, options), rootKey);
  }

  /**
   * Returns the store of what lies below a folder of a driver that others use too; closing it
   * leaves the driver open.
   */
  public static Store shared(Driver driver, String rootKey, StoreOptions options) {
    return KernelStore.owner(new Engine(driver, Engine.Ownership.SHARED, options), rootKey);
  }

  /** Copies a file from any store to any other by reading and writing it. */
  public static void streamCopy(
      Store source, String sourcePath, Store target, String destination, CopyOptions options) {
    StreamedCopy.run(source, sourcePath, options, new AnyTarget(sourcePath, target, destination));
  }

  /** The target of a copy in a store of any kind. */
  private record AnyTarget(String source, Store store, String path) implements StreamedCopy.Target {
    @Override
    public CapabilitySet capabilities() {
      return store.capabilities();
    }

    @Override
    public ErrorDetails.Builder details(String problem) {
      return ErrorDetails.of(problem)
          .operation(Operation.COPY)
          .path(source)
          .backend(store.identity().backend());
    }

    @Override
    public void write(Content content, WriteOptions options) {
      WriteResult unused = store.write(path, content, options);
    }
  }
}
