package io.remotestore.kernel;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.Content;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.WriteIdentity;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.WriteCondition;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Writes: which way the bytes go, and what a lost reply means. */
final class Writes {
  /**
   * From here on, finding the target taken only at the end would waste more than a look costs: a
   * fifth of the time of a create of 1 MiB on a local disk, and nothing to speak of from here on.
   */
  private static final long LOOK_FIRST_FROM = 8 << 20;

  private static final Content NOTHING = Content.of(new byte[0]);

  private final Engine engine;

  Writes(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, WriteOptions options) {
    Gates.requireIf(!options.metadata().isEmpty(), call, Capability.USER_METADATA);
    Gates.requireIf(!options.headers().isEmpty(), call, Capability.CONTENT_HEADERS);
    Gates.requireIf(!options.tags().isEmpty(), call, Capability.TAGS);
    Gates.require(call, Capability.WRITE);
    Gates.requireIf(options.atomic(), call, Capability.ATOMIC_WRITE);
    Gates.requireIf(!options.overwrites(), call, Capability.CREATE_IF_ABSENT);
    Gates.requireIf(options.ifMatch() != null, call, Capability.COMPARE_AND_SET);
    if (options.expectedDigest() != null) {
      Digests unused = Digests.of(options.expectedDigest());
    }
  }

  WriteResult write(OperationCall call, String key, Content content, WriteOptions options) {
    return write(call, request(key, options), content, options);
  }

  /** Writes metadata that the caller did not choose: they go before the token of the write. */
  WriteResult writeCopy(OperationCall call, String key, Content content, WriteOptions options) {
    PutRequest request = request(key, options);
    String token = request.token();
    if (token != null && !engine.driver.hasRoomForToken(request.metadata(), token)) {
      request = request.withToken(null);
    }
    return write(call, request, content, options);
  }

  private WriteResult write(
      OperationCall call, PutRequest request, Content content, WriteOptions options) {
    String key = request.key();
    engine.probes.requireNoFileAbove(call, key);
    try {
      Entry entry = send(call, request, content, options);
      return result(call, entry, options);
    } catch (RemoteStoreException e) {
      throw explained(call, key, e);
    } catch (IOException e) {
      throw explained(call, key, Failures.exception(call, Failures.of(e, call), e));
    }
  }

  private Entry send(OperationCall call, PutRequest request, Content content, WriteOptions options)
      throws IOException {
    Features features = engine.features;
    long size = content.size();
    boolean array = content.array() != null;
    if (features.has(Primitive.PUT)
        && size >= 0
        && size <= features.maxPut()
        && (array || !features.has(Primitive.OPEN_WRITE))
        && (size <= engine.options.partSize() || !features.has(Primitive.MULTIPART))) {
      return put(
          call, request.withContent(SourceContent.of(call, content, options.expectedDigest())));
    }
    if (size < 0 || size >= LOOK_FIRST_FROM) {
      lookFirst(call, request);
    }
    if (features.has(Primitive.OPEN_WRITE)) {
      return writeTemporary(call, request, content, options);
    }
    if (features.has(Primitive.MULTIPART)) {
      return writeParts(call, request, content, options);
    }
    try (Sink sink = new BufferSink(call, request)) {
      pump(call, content, sink, options);
      return publish(sink);
    }
  }

  /** One request that carries the whole file. */
  Entry put(OperationCall call, PutRequest request) {
    Content content = request.content();
    Entry entry =
        engine.attempts.run(
            call,
            () -> engine.driver.put(request, call),
            doubt(call, request, content.size(), content.replayable()));
    call.transferred(Math.max(0, content.size()));
    return entry;
  }

  private Entry writeTemporary(
      OperationCall call, PutRequest request, Content content, WriteOptions options) {
    return engine.attempts.run(
        call,
        () -> {
          try (Sink sink = HandleSink.open(call, request)) {
            pump(call, content, sink, options);
            return sink.publish();
          }
        },
        doubt(call, request, content.size(), content.replayable()));
  }

  private Entry writeParts(
      OperationCall call, PutRequest request, Content content, WriteOptions options)
      throws IOException {
    boolean again = content.replayable() && content.size() >= 0;
    boolean sliceable = again && options.expectedDigest() == null;
    PartSizes sizes = sliceable ? slices(content.size()) : buffers(content.size());
    try (Multipart sink = new Multipart(call, request, sizes)) {
      if (sliceable && content.size() > sizes.of(1)) {
        StoredDigest stored = content instanceof CopiedContent copied ? copied.stored() : null;
        sink.sendSlices(SourceContent.of(call, content, null), stored);
      } else {
        pump(call, content, sink, options);
      }
      return sink.publish();
    }
  }

  private PartSizes slices(long size) throws IOException {
    return PartSizes.of(engine.features, engine.options.partSize(), size);
  }

  /** As many buffers as parts are under way, and one that fills, take half of the heap at most. */
  private PartSizes buffers(long size) throws IOException {
    int buffers = engine.options.concurrency() + 1;
    long each = Runtime.getRuntime().maxMemory() / 2 / buffers;
    return PartSizes.inMemory(engine.features, engine.options.partSize(), size, each);
  }

  private static Entry publish(Sink sink) throws IOException {
    try {
      return sink.publish();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static void pump(OperationCall call, Content content, Sink sink, WriteOptions options)
      throws IOException {
    Pump.run(call, content, sink, options.expectedDigest());
  }

  StoreWriter open(OperationCall call, String key, WriteOptions options) {
    engine.probes.requireNoFileAbove(call, key);
    PutRequest request = request(key, options);
    try {
      lookFirst(call, request);
      return new KernelWriter(call, sink(call, request), options, this);
    } catch (RemoteStoreException e) {
      throw explained(call, key, e);
    } catch (IOException e) {
      throw explained(call, key, Failures.exception(call, Failures.of(e, call), e));
    }
  }

  private Sink sink(OperationCall call, PutRequest request) throws IOException {
    if (engine.features.has(Primitive.OPEN_WRITE)) {
      return engine.attempts.run(call, () -> HandleSink.open(call, request));
    }
    if (engine.features.has(Primitive.MULTIPART)) {
      return new Multipart(call, request, buffers(Content.UNKNOWN_SIZE));
    }
    return new BufferSink(call, request);
  }

  /** Saves the work of a write that would find its target taken; the write itself decides. */
  private void lookFirst(OperationCall call, PutRequest request) {
    if (request.condition().kind() != WriteCondition.Kind.ABSENT) {
      return;
    }
    Entry entry = engine.probes.look(call, request.key(), Detail.KIND);
    if (entry != null) {
      throw entry.isFolder()
          ? Probes.isFolder(call)
          : Failures.exception(call, Failure.rejected(Kind.ALREADY_EXISTS), null);
    }
  }

  PutRequest request(String key, WriteOptions options) {
    WriteCondition condition = condition(options);
    return new PutRequest(
        key,
        NOTHING,
        condition,
        options.metadata(),
        options.headers(),
        options.tags(),
        condition.isNone() ? null : token(),
        options.expectedDigest());
  }

  private static WriteCondition condition(WriteOptions options) {
    if (options.ifMatch() != null) {
      return WriteCondition.match(options.ifMatch());
    }
    return options.overwrites() ? WriteCondition.NONE : WriteCondition.ABSENT;
  }

  /** Returns the request of an upload in parts, which its completion can be told by. */
  PutRequest recognizable(PutRequest request) {
    String token = request.token() == null ? tokenBeside(request.metadata()) : null;
    return token == null ? request : request.withToken(token);
  }

  /** Returns a token for one write; null where none are kept. */
  @Nullable String token() {
    if (!engine.options.writeTokens() || engine.features.identity() != WriteIdentity.TOKEN) {
      return null;
    }
    byte[] bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns a token; null where none are kept, or the metadata leave no room for it. */
  @Nullable String tokenBeside(Map<String, String> metadata) {
    String token = token();
    return token == null || engine.driver.hasRoomForToken(metadata, token) ? token : null;
  }

  WriteResult result(OperationCall call, Entry entry, WriteOptions options) {
    FileInfo info =
        FileInfo.builder(call.walls().path(entry.key()))
            .size(entry.size())
            .modifiedAt(entry.modifiedAt())
            .etag(entry.etag())
            .revision(entry.revision())
            .version(entry.version())
            .digest(entry.digest() == null ? options.expectedDigest() : entry.digest())
            .headers(options.headers())
            .metadata(options.metadata())
            .build();
    return WriteResult.of(
        engine.features.nativeWriteResult() ? WriteResult.Source.NATIVE : WriteResult.Source.BASIC,
        info);
  }

  /** The type of what is at the target, or above it, outranks that something is there. */
  RemoteStoreException explained(OperationCall call, String key, RemoteStoreException e) {
    Kind kind = kindOf(e);
    return kind == null ? e : engine.probes.failedWrite(call, key, e, kind);
  }

  private static @Nullable Kind kindOf(RemoteStoreException e) {
    if (e instanceof AlreadyExistsException) {
      return Kind.ALREADY_EXISTS;
    }
    if (e instanceof PreconditionFailedException) {
      return Kind.PRECONDITION_FAILED;
    }
    if (e instanceof NotFoundException) {
      return Kind.NOT_FOUND;
    }
    return e.getClass() == RemoteStoreException.class ? Kind.OTHER : null;
  }

  /** What follows when the reply to a write was lost. */
  Attempts.Doubt<Entry> doubt(
      OperationCall call, PutRequest request, long size, boolean replayable) {
    return new LostWrite(call, request, size, replayable);
  }
}
