package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.RemoteStoreException;
import io.remotestore.Upload;
import io.remotestore.UploadedPart;
import io.remotestore.Uploads;
import io.remotestore.WriteOptions;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.UnfinishedWrite.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
      return writes.hasNext() ? Optional.of(below(call, writes.next())) : Optional.empty();
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      throw Failures.exception(call, Failures.of(cause, call), cause);
    }
  }

  /** If a server lists uploads outside of the request, they must not be aborted. */
  private static UnfinishedWrite below(OperationCall call, UnfinishedWrite write) {
    if (!call.walls().contains(write.key())) {
      throw new RemoteStoreException(
          call.details(
                  "The backend lists an upload of '"
                      + write.key()
                      + "', which lies outside of the store")
              .build(),
          null);
    }
    return write;
  }

  @Override
  public Upload begin(String path, WriteOptions options) {
    return store.run(
        Operation.UPLOADS,
        path,
        call -> {
          Engine engine = call.engine();
          PutRequest request = engine.writes.recognizable(request(call, path, options));
          engine.probes.requireNoFileAbove(call, request.key());
          String id =
              engine.attempts.run(
                  call.started(), () -> engine.driver.beginPresignedParts(request, call));
          Instant now = engine.options.clock().instant();
          return new Upload(id, call.walls().path(request.key()), now, request.token());
        });
  }

  private static PutRequest request(OperationCall call, String path, WriteOptions options) {
    Gates.require(call, Capability.PRESIGN);
    Writes.gate(call, options);
    return call.engine().writes.request(call.walls().file(call, path), options);
  }

  @Override
  public FileInfo complete(Upload upload, List<UploadedPart> parts, WriteOptions options) {
    return store.run(
        Operation.UPLOADS,
        upload.path(),
        call -> {
          PutRequest request = request(call, upload.path(), options).withToken(upload.token());
          List<PartReply> replies =
              parts.stream()
                  .sorted(Comparator.comparingInt(UploadedPart::number))
                  .map(part -> new PartReply(part.number(), part.etag(), 0))
                  .toList();
          CompleteRequest complete = new CompleteRequest(request, upload.id(), replies);
          Engine engine = call.engine();
          Entry entry =
              engine.attempts.run(
                  call.started(),
                  () -> engine.driver.completeParts(complete, call),
                  engine.writes.doubt(call, request, 0, true));
          return Entries.info(call.walls(), known(call, entry));
        });
  }

  /** This process has not seen the bytes, so it asks the backend for their number. */
  private static Entry known(OperationCall call, Entry published) {
    Entry least = Entry.file(published.key()).etag(published.etag()).build();
    try {
      Entry now =
          call.engine().probes.look(call, new StatRequest(published.key(), null, Detail.ALL));
      return now == null ? least : now;
    } catch (RemoteStoreException e) {
      return least; // it is published, whatever became of the look
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
