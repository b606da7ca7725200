package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.Content;
import io.remotestore.ContentHeaders;
import io.remotestore.CopyOptions;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.WriteOptions;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies: on the server where it can, else as a read that feeds a write. */
final class Copies {
  /** No byte of a part comes here, so that parts may be large. */
  private static final int COPY_PART = 512 << 20;

  /** A source that changes faster than that is not to be had. */
  private static final int MOST_LOOKS = 5;

  private static final Content NOTHING = Content.of(new byte[0]);

  private final Engine engine;

  Copies(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, CopyOptions options) {
    Gates.require(call, Capability.COPY);
    gateConditions(call, options);
  }

  static void gateConditions(OperationCall call, CopyOptions options) {
    Gates.requireIf(!options.overwrites(), call, Capability.CREATE_IF_ABSENT);
    Gates.requireIf(options.sourceIfMatch() != null, call, Capability.CONDITIONAL_COPY);
    Gates.requireIf(options.sourceVersion() != null, call, Capability.VERSIONS);
  }

  void copy(OperationCall call, String source, String target, CopyOptions options) {
    copyLatest(call, call, source, target, options);
  }

  /**
   * Copies the state that was looked at. A source that changes between the look and the copy is
   * looked at again, unless the caller named the state that it wants.
   *
   * @param from the call in the wall of the store that the source is in
   */
  private void copyLatest(
      OperationCall call, OperationCall from, String source, String target, CopyOptions options) {
    boolean anyState = options.sourceIfMatch() == null && options.sourceVersion() == null;
    for (int looks = 1; ; looks++) {
      Entry entry = source(from, source, options.sourceVersion());
      if (from == call && source.equals(target) && options.sourceVersion() == null) {
        return;
      }
      requireFreeTarget(call, target, options);
      try {
        copy(call, from.scope(), entry, target, options);
        return;
      } catch (PreconditionFailedException e) {
        if (!anyState || looks == MOST_LOOKS) {
          throw e;
        }
      }
    }
  }

  /** The file to copy or move; it is the first thing to be looked at, and must be there. */
  Entry source(OperationCall call, String key, @Nullable String version) {
    Entry entry =
        TemporaryName.matches(key)
            ? null
            : engine.probes.look(call, new StatRequest(key, version, Detail.ALL));
    if (entry == null) {
      throw engine.probes.missingFile(call, key, Probes.notFound(call));
    }
    if (entry.isFolder()) {
      throw Probes.isFolder(call);
    }
    return entry;
  }

  /** Saves the work of a copy that would find its target taken; the copy itself decides. */
  private void requireFreeTarget(OperationCall call, String target, CopyOptions options) {
    OperationCall onto = call.about(target);
    engine.probes.requireNoFileAbove(onto, target);
    if (options.overwrites() || engine.features.has(Condition.COPY_ABSENT)) {
      return;
    }
    if (engine.probes.look(onto, target, Detail.KIND) != null) {
      throw engine.writes.explained(
          onto, target, Failures.exception(onto, Failure.rejected(Kind.ALREADY_EXISTS), null));
    }
  }

  /** Copies a file whose state is known; {@code sourceScope} is the wall of the store it is in. */
  void copy(
      OperationCall call, String sourceScope, Entry source, String target, CopyOptions options) {
    OperationCall onto = call.about(target);
    try {
      if (onServer(source, options) && copyOnServer(onto, sourceScope, source, target, options)) {
        return;
      }
      if (byParts(source, options) && copyParts(onto, sourceScope, source, target, options)) {
        return;
      }
      stream(onto, sourceScope, source, target, options);
    } catch (RemoteStoreException e) {
      throw blamed(call, onto, target, e);
    }
  }

  /** What went wrong is about the target, except where the source is gone or no longer the same. */
  RemoteStoreException blamed(
      OperationCall call, OperationCall onto, String target, RemoteStoreException e) {
    if (e instanceof PreconditionFailedException) {
      return Failures.exception(call, Failure.rejected(Kind.PRECONDITION_FAILED), e.getCause());
    }
    if (e instanceof NotFoundException) {
      return Failures.exception(call, Failure.rejected(Kind.NOT_FOUND), e.getCause());
    }
    return engine.writes.explained(onto, target, e);
  }

  private boolean onServer(Entry source, CopyOptions options) {
    return engine.features.has(Primitive.COPY)
        && source.size() <= engine.features.maxCopy()
        && (options.overwrites() || engine.features.has(Condition.COPY_ABSENT))
        && (options.sourceIfMatch() == null || engine.features.has(Condition.COPY_SOURCE_MATCH));
  }

  private boolean copyOnServer(
      OperationCall call, String sourceScope, Entry source, String target, CopyOptions options) {
    CopyRequest request = request(sourceScope, source, target, options, state(source, options));
    Attempts.Doubt<Entry> lost = engine.writes.doubt(call, asPut(request), source.size(), true);
    return engine.attempts.run(
        call,
        () -> {
          try {
            engine.driver.copy(request, call);
            return true;
          } catch (RemoteStoreException e) {
            throw e;
          } catch (Exception e) {
            if (Failures.of(e, call).kind() == Kind.UNSUPPORTED) {
              return false;
            }
            throw e;
          }
        },
        (failure, cause) -> {
          Attempts.Verdict<Entry> verdict = lost.settle(failure, cause);
          return verdict.isSettled() ? Attempts.Verdict.done(true) : Attempts.Verdict.repeat();
        });
  }

  /** What is copied is what was looked at, wherever the backend can be told so. */
  private @Nullable Revision state(Entry source, CopyOptions options) {
    boolean told =
        options.sourceIfMatch() == null && engine.features.has(Condition.COPY_SOURCE_MATCH);
    return told ? source.revision() : options.sourceIfMatch();
  }

  private CopyRequest request(
      String sourceScope,
      Entry source,
      String target,
      CopyOptions options,
      @Nullable Revision sourceMatch) {
    WriteCondition condition = condition(options);
    return new CopyRequest(
        sourceScope,
        source,
        options.sourceVersion(),
        sourceMatch,
        target,
        condition,
        condition.isNone() ? null : engine.writes.token());
  }

  private static PutRequest asPut(CopyRequest request) {
    return new PutRequest(
        request.target(),
        NOTHING,
        request.condition(),
        request.source().metadata(),
        request.source().headers(),
        Map.of(),
        request.token(),
        null);
  }

  /** A part holds at least a byte. */
  private boolean byParts(Entry source, CopyOptions options) {
    return engine.features.has(Primitive.COPY_PARTS)
        && source.size() > 0
        && (options.overwrites() || engine.features.has(Condition.WRITE_ABSENT));
  }

  /** Returns false where the server cannot copy parts of this source. */
  private boolean copyParts(
      OperationCall call, String sourceScope, Entry source, String target, CopyOptions options)
      throws RemoteStoreException {
    Revision state = options.sourceIfMatch() != null ? options.sourceIfMatch() : source.revision();
    CopyRequest request = request(sourceScope, source, target, options, state);
    try {
      PartSizes sizes = PartSizes.of(engine.features, COPY_PART, source.size());
      Entry unused = Multipart.copy(call, request, asPut(request), sizes);
      return true;
    } catch (CapabilityNotSupportedException e) {
      return false;
    } catch (IOException e) {
      throw Failures.exception(call, Failures.of(e, call), e);
    }
  }

  private static WriteCondition condition(CopyOptions options) {
    return options.overwrites() ? WriteCondition.NONE : WriteCondition.ABSENT;
  }

  /** Reads and writes at once, bound to the state of the source that was looked at. */
  private void stream(
      OperationCall call, String sourceScope, Entry source, String target, CopyOptions options) {
    Revision bound = options.sourceIfMatch() != null ? options.sourceIfMatch() : source.revision();
    WriteOptions write = writeOptions(call, options, source.headers(), source.metadata());
    ReadOptions read = ReadOptions.none();
    if (bound != null) {
      read = read.withIfMatch(bound);
    }
    if (options.sourceVersion() != null) {
      read = read.withVersion(options.sourceVersion());
    }
    ReadOptions whole = read;
    Content content =
        new ReadContent(
            source.size(),
            range ->
                engine.reads.stream(
                    call.within(sourceScope), source.key(), whole.withRange(range)));
    engine.writes.write(call, target, content, write);
  }

  /** Copies a file of another store over the same driver, with a wall of its own. */
  void between(
      OperationCall call, String sourceScope, String source, String target, CopyOptions options) {
    OperationCall from = sourceScope.equals(call.scope()) ? call : call.within(sourceScope);
    copyLatest(call, from, source, target, options);
  }

  /** Copies a file of another store, whatever store that is. */
  void fromOther(
      OperationCall call, Store source, String path, String target, CopyOptions options) {
    FileInfo info = source.getFileInfo(path);
    ReadOptions read = ReadOptions.none();
    Revision bound = options.sourceIfMatch() != null ? options.sourceIfMatch() : info.revision();
    if (bound != null) {
      read = read.withIfMatch(bound);
    }
    if (options.sourceVersion() != null) {
      read = ReadOptions.none().withVersion(options.sourceVersion());
    }
    ReadOptions whole = read;
    Content content =
        new ReadContent(info.size(), range -> source.read(path, whole.withRange(range)));
    WriteOptions write = writeOptions(call, options, info.headers(), info.metadata());
    engine.writes.write(call.about(target), target, content, write);
  }

  /** Other programs store what this library does not write: then there is no copy of it all. */
  private WriteOptions writeOptions(
      OperationCall call,
      CopyOptions options,
      ContentHeaders headers,
      Map<String, String> metadata) {
    try {
      return writeOptions(options, headers, metadata);
    } catch (IllegalArgumentException e) {
      throw new RemoteStoreException(
          call.details("The source has what a write cannot store: " + e.getMessage())
              .hint("read it and write its bytes without that")
              .build(),
          e);
    }
  }

  private WriteOptions writeOptions(
      CopyOptions options, ContentHeaders headers, Map<String, String> metadata) {
    WriteOptions write = options.overwrites() ? WriteOptions.overwrite() : WriteOptions.create();
    if (!metadata.isEmpty() && engine.capabilities.supports(Capability.USER_METADATA)) {
      write = write.withMetadata(metadata);
    }
    if (!headers.isEmpty() && engine.capabilities.supports(Capability.CONTENT_HEADERS)) {
      write = write.withHeaders(headers);
    }
    return write;
  }

  /** A file of a store as the source of a write, read again where an attempt failed. */
  private record ReadContent(long size, Opener opener) implements Content {
    private interface Opener {
      StoreInputStream open(ByteRange range);
    }

    @Override
    public boolean replayable() {
      return true;
    }

    @Override
    public InputStream open(long offset) throws IOException {
      try {
        return opener.open(offset == 0 ? ByteRange.ALL : ByteRange.from(offset));
      } catch (RemoteStoreException e) {
        throw Failures.io(e);
      }
    }
  }
}
