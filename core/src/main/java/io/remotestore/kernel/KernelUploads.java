package io.remotestore.kernel;

import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.Upload;
import io.remotestore.Uploads;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.UnfinishedWrite.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The unfinished writes below a store's root. */
final class KernelUploads implements Uploads {
  private final KernelStore store;

  KernelUploads(KernelStore store) {
    this.store = store;
  }

  @Override
  public Stream<Upload> list() {
    OperationCall call = store.begin(Operation.UPLOADS, "");
    Scope scope = call.walls();
    return writes(call.started())
        .map(w -> new Upload(w.id(), scope.path(w.key()), w.startedAt()))
        .onClose(() -> call.finished(null));
  }

  private Stream<UnfinishedWrite> writes(OperationCall call) {
    Engine engine = call.engine();
    Stream<UnfinishedWrite> writes =
        engine.attempts.run(call, () -> engine.driver.unfinishedWrites(call.scope(), call));
    Iterator<UnfinishedWrite> each = writes.iterator();
    return Stream.iterate(next(call, each), Optional::isPresent, unused -> next(call, each))
        .map(Optional::orElseThrow)
        .onClose(writes::close);
  }

  private static Optional<UnfinishedWrite> next(
      OperationCall call, Iterator<UnfinishedWrite> writes) {
    try {
      return writes.hasNext() ? Optional.of(writes.next()) : Optional.empty();
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      throw Failures.exception(call, Failures.of(cause, call), cause);
    }
  }

  @Override
  public void abort(Upload upload) {
    store.run(
        Operation.UPLOADS,
        upload.path(),
        call -> {
          String key = call.walls().file(call, upload.path());
          discard(
              call.started(), new UnfinishedWrite(key, upload.id(), upload.startedAt()), Claim.ANY);
          return true;
        });
  }

  @Override
  public int sweep(Duration age) {
    if (age.isNegative()) {
      throw new IllegalArgumentException("age is negative: " + age);
    }
    return store.run(
        Operation.UPLOADS,
        "",
        call -> {
          Instant before = call.engine().options.clock().instant().minus(age);
          List<UnfinishedWrite> old;
          try (Stream<UnfinishedWrite> writes = writes(call.started())) {
            old = writes.filter(w -> isOlder(w, before)).toList();
          }
          return (int) old.stream().filter(w -> discard(call, w, Claim.ABANDONED)).count();
        });
  }

  private static boolean isOlder(UnfinishedWrite write, Instant limit) {
    return write.startedAt() != null && !write.startedAt().isAfter(limit);
  }

  private static boolean discard(OperationCall call, UnfinishedWrite write, Claim claim) {
    Engine engine = call.engine();
    try {
      return engine.attempts.run(call, () -> engine.driver.discard(write, claim, call));
    } catch (NotFoundException e) {
      return false;
    }
  }
}
