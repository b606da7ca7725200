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
import java.util.function.Function;
import java.util.function.Supplier;

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

  /**
   * Copies a file from any store to a decorator by reading and writing it.
   *
   * @param below the innermost decorated store, whose deadline and listeners the copy has
   */
  public static void streamCopy(
      Store source,
      String sourcePath,
      Store target,
      Store below,
      String destination,
      CopyOptions options) {
    if (!(below instanceof KernelStore kernel)) {
      StreamedCopy.Target any =
          new AnyTarget(() -> target, destination, problem -> details(problem, sourcePath, target));
      StreamedCopy.run(() -> source, sourcePath, options, any);
      return;
    }
    boolean unused =
        kernel.run(
            Operation.COPY,
            sourcePath,
            call -> {
              StreamedCopy.Target decorated =
                  new AnyTarget(() -> Copies.limited(call, target), destination, call::details);
              Copies copies = kernel.engine().copies;
              copies.fromOther(call.started(), source, sourcePath, options, decorated);
              return true;
            });
  }

  private static ErrorDetails.Builder details(String problem, String source, Store target) {
    return ErrorDetails.of(problem)
        .operation(Operation.COPY)
        .path(source)
        .backend(target.identity().backend());
  }

  /** The target of a copy in a store of any kind; each use asks for it, as less time is left. */
  private record AnyTarget(
      Supplier<Store> store, String path, Function<String, ErrorDetails.Builder> errors)
      implements StreamedCopy.Target {
    @Override
    public CapabilitySet capabilities() {
      return store.get().capabilities();
    }

    @Override
    public ErrorDetails.Builder details(String problem) {
      return errors.apply(problem);
    }

    @Override
    public void write(Content content, WriteOptions options) {
      WriteResult unused = store.get().write(path, content, options);
    }
  }
}
