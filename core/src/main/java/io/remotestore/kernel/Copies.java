package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.CapabilitySet;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.ErrorDetails;
import io.remotestore.NotFoundException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
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
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Copies: on the server where it can, else as a read that feeds a write. */
final class Copies {
  /** No byte of a part comes here, so that parts may be large. */
  private static final int COPY_PART = 512 << 20;

  /** A source that changes faster than that is not to be had. */
  private static final int MOST_LOOKS = 5;

  private static final Content NOTHING = Content.of(new byte[0]);

  private final Engine engine;

  /** The services whose files the backend may not read. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  Copies(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, CopyOptions options) {
    Gates.require(call, Capability.COPY);
    gateConditions(call, options);
  }

  static void gateConditions(OperationCall call, CopyOptions options) {
    gateTarget(call, options);
    gateSource(call, options);
  }

  /** Refuses options that the target's store does not support. */
  static void gateTarget(OperationCall call, CopyOptions options) {
    Gates.requireIf(!options.overwrites(), call, Capability.CREATE_IF_ABSENT);
  }

  /** Refuses options that the source's store does not support. */
  static void gateSource(OperationCall call, CopyOptions options) {
    Gates.requireIf(options.sourceIfMatch() != null, call, Capability.CONDITIONAL_COPY);
    Gates.requireIf(options.sourceVersion() != null, call, Capability.VERSIONS);
  }

  void copy(OperationCall call, String source, String target, CopyOptions options) {
    copy(call, call, source, target, options);
  }

  /**
   * Copies the state that was looked at. A source that changes between the look and the copy is
   * looked at again, unless the caller named the state that it wants.
   *
   * @param from the call of the store that the source is in
   */
  void copy(
      OperationCall call, OperationCall from, String source, String target, CopyOptions options) {
    boolean anyState = options.sourceIfMatch() == null && options.sourceVersion() == null;
    Entry before = null;
    for (int looks = 1; ; looks++) {
      Entry entry = source(from, source, options.sourceVersion());
      if (options.sourceVersion() == null && isOneFile(from, entry, call, target)) {
        return;
      }
      requireFreeTarget(call, target, options);
      try {
        if (before != null && isForeign(from) && isSameState(before, entry)) {
          streamRefused(call, from, entry, target, options); // the backend sees another file there
        } else {
          copy(call, from, entry, target, options);
        }
        return;
      } catch (PreconditionFailedException e) {
        if (!anyState || looks == MOST_LOOKS) {
          throw e;
        }
        before = entry;
      }
    }
  }

  /**
   * Returns whether source and target are one file, even if two stores name it. Two drivers with
   * the same name for a service can still have two files: buckets of two tenants share a name.
   */
  private boolean isOneFile(OperationCall from, Entry source, OperationCall call, String target) {
    Engine there = from.engine();
    if (!source.key().equals(target)) {
      return false;
    }
    if (!isForeign(from)) {
      return true;
    }
    if (!there.address.backend().equals(engine.address.backend())
        || !there.address.service().equals(engine.address.service())) {
      return false;
    }
    Entry here = engine.probes.look(call.about(target), target, Detail.STATE);
    return here != null && isSameState(source, here);
  }

  private boolean isForeign(OperationCall from) {
    return from.engine().opened != engine.opened;
  }

  private static boolean isSameState(Entry one, Entry other) {
    return one.revision() != null
        && one.revision().equals(other.revision())
        && one.size() == other.size()
        && Objects.equals(one.modifiedAt(), other.modifiedAt());
  }

  /** The file to copy or move; it is the first thing to be looked at, and must be there. */
  Entry source(OperationCall from, String key, @Nullable String version) {
    Probes probes = from.engine().probes;
    Entry entry =
        TemporaryName.matches(key)
            ? null
            : probes.look(from, new StatRequest(key, version, Detail.ALL));
    if (entry == null) {
      throw probes.missingFile(from, key, Probes.notFound(from));
    }
    if (entry.isFolder()) {
      throw Probes.isFolder(from);
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

  /** Copies a file whose state is known, out of the store of {@code from}. */
  void copy(
      OperationCall call, OperationCall from, Entry source, String target, CopyOptions options) {
    OperationCall onto = call.about(target);
    OnServer outcome;
    try {
      outcome = copyOnServer(onto, from, source, target, options);
      if (outcome == OnServer.UNSUPPORTED) {
        stream(onto, from, source, target, options);
      }
    } catch (RemoteStoreException e) {
      throw blamed(from, onto, target, e);
    }
    if (outcome == OnServer.REFUSED) {
      streamRefused(call, from, source, target, options);
    }
  }

  /** What came of a copy on the server. */
  private enum OnServer {
    DONE,
    /** The backend cannot copy this source. */
    UNSUPPORTED,
    /** The backend may not read the source, or does not know it. */
    REFUSED
  }

  /**
   * Copies the bytes of a source that the backend refused: this store signs the request, and the
   * other one has credentials of its own. The refusal is remembered once the bytes are there: else
   * the source is gone, or the target is refused.
   */
  private void streamRefused(
      OperationCall call, OperationCall from, Entry source, String target, CopyOptions options) {
    OperationCall onto = call.about(target);
    try {
      stream(onto, from, source, target, options);
    } catch (RemoteStoreException e) {
      throw blamed(from, onto, target, e);
    }
    refused.add(from.engine().address.service());
  }

  private OnServer copyOnServer(
      OperationCall call, OperationCall from, Entry source, String target, CopyOptions options) {
    if (isForeign(from) && refused.contains(from.engine().address.service())) {
      return OnServer.UNSUPPORTED;
    }
    OnServer whole =
        mayCopyWhole(source, options)
            ? copyWhole(call, from, source, target, options)
            : OnServer.UNSUPPORTED;
    return whole == OnServer.UNSUPPORTED && mayCopyParts(source, options)
        ? copyParts(call, from, source, target, options)
        : whole;
  }

  /**
   * Returns whether the backend copies files of another store: one with the same driver, or with
   * one that it can copy from and that was not refused before.
   */
  boolean takesFrom(Engine other) {
    if (other.opened == engine.opened) {
      return true;
    }
    return (engine.features.has(Primitive.COPY) || engine.features.has(Primitive.COPY_PARTS))
        && engine.driver.canCopyFrom(other.opened)
        && !refused.contains(other.address.service());
  }

  private boolean isRefused(OperationCall from, Kind kind) {
    return isForeign(from) && (kind == Kind.PERMISSION_DENIED || kind == Kind.NOT_FOUND);
  }

  /** What went wrong is about the target, except where the source is gone or no longer the same. */
  RemoteStoreException blamed(
      OperationCall from, OperationCall onto, String target, RemoteStoreException e) {
    if (e instanceof PreconditionFailedException) {
      return Failures.exception(from, Failure.rejected(Kind.PRECONDITION_FAILED), e.getCause());
    }
    if (e instanceof NotFoundException) {
      return Failures.exception(from, Failure.rejected(Kind.NOT_FOUND), e.getCause());
    }
    return engine.writes.explained(onto, target, e);
  }

  private boolean mayCopyWhole(Entry source, CopyOptions options) {
    return engine.features.has(Primitive.COPY)
        && source.size() <= engine.features.maxCopy()
        && (options.overwrites() || engine.features.has(Condition.COPY_ABSENT))
        && (options.sourceIfMatch() == null || engine.features.has(Condition.COPY_SOURCE_MATCH));
  }

  private OnServer copyWhole(
      OperationCall call, OperationCall from, Entry source, String target, CopyOptions options) {
    CopyRequest request = request(from, source, target, options, state(source, options));
    Attempts.Doubt<Entry> lost = engine.writes.doubt(call, asPut(request), source.size(), true);
    return engine.attempts.run(
        call,
        () -> {
          try {
            engine.driver.copy(request, call);
            return OnServer.DONE;
          } catch (RemoteStoreException e) {
            throw e;
          } catch (Exception e) {
            Kind kind = Failures.of(e, call).kind();
            if (kind == Kind.UNSUPPORTED) {
              return OnServer.UNSUPPORTED;
            }
            if (isRefused(from, kind) && call.attempt() == 1) { // later it may be of our own effect
              return OnServer.REFUSED;
            }
            throw e;
          }
        },
        (failure, cause) -> lost.settle(failure, cause).with(OnServer.DONE));
  }

  /** What is copied is what was looked at, wherever the backend can be told so. */
  private @Nullable Revision state(Entry source, CopyOptions options) {
    boolean told =
        options.sourceIfMatch() == null && engine.features.has(Condition.COPY_SOURCE_MATCH);
    return told ? source.revision() : options.sourceIfMatch();
  }

  private CopyRequest request(
      OperationCall from,
      Entry source,
      String target,
      CopyOptions options,
      @Nullable Revision sourceMatch) {
    WriteCondition condition = condition(options);
    return new CopyRequest(
        from.engine().opened,
        from.scope(),
        source,
        options.sourceVersion(),
        sourceMatch,
        target,
        condition,
        condition.isNone() ? null : engine.writes.tokenBeside(source.metadata()));
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
  private boolean mayCopyParts(Entry source, CopyOptions options) {
    return engine.features.has(Primitive.COPY_PARTS)
        && source.size() > 0
        && (options.overwrites() || engine.features.has(Condition.WRITE_ABSENT));
  }

  private OnServer copyParts(
      OperationCall call, OperationCall from, Entry source, String target, CopyOptions options) {
    Revision state = options.sourceIfMatch() != null ? options.sourceIfMatch() : source.revision();
    CopyRequest request = request(from, source, target, options, state);
    try {
      PartSizes sizes = PartSizes.of(engine.features, COPY_PART, source.size());
      Entry unused = Multipart.copy(call, request, asPut(request), sizes);
      return OnServer.DONE;
    } catch (CapabilityNotSupportedException e) {
      return OnServer.UNSUPPORTED;
    } catch (PermissionDeniedException | NotFoundException e) {
      if (isForeign(from)) {
        return OnServer.REFUSED;
      }
      throw e;
    } catch (IOException e) {
      throw Failures.exception(call, Failures.of(e, call), e);
    }
  }

  private static WriteCondition condition(CopyOptions options) {
    return options.overwrites() ? WriteCondition.NONE : WriteCondition.ABSENT;
  }

  /** Reads and writes at once, bound to the state of the source that was looked at. */
  private void stream(
      OperationCall call, OperationCall from, Entry source, String target, CopyOptions options) {
    Revision bound = options.sourceIfMatch() != null ? options.sourceIfMatch() : source.revision();
    ReadOptions whole = StreamedCopy.reading(options, bound);
    OperationCall reading = from == call ? call : from.fork();
    Content content =
        new CopiedContent(
            source.size(),
            null,
            range -> from.engine().reads.stream(reading, source.key(), whole.withRange(range)),
            StoredDigest.of(reading, source));
    boolean unused =
        engine.attempts.verified(
            call,
            () -> {
              StreamedCopy.write(
                  Entries.info(from.walls(), source),
                  options,
                  content,
                  new OwnTarget(call, call, target));
              return true;
            });
  }

  /** Copies a file of any other store through this process. */
  void fromOther(
      OperationCall call, Store source, String path, String target, CopyOptions options) {
    fromOther(call, source, path, options, new OwnTarget(call, call.about(target), target));
  }

  /** The same, onto any target. */
  void fromOther(
      OperationCall call,
      Store source,
      String path,
      CopyOptions options,
      StreamedCopy.Target target) {
    boolean unused =
        engine.attempts.verified(
            call,
            () -> {
              StreamedCopy.run(() -> limited(call, source), path, options, target);
              return true;
            });
  }

  /** Returns the store with the time that is left to the call. */
  static Store limited(OperationCall call, Store store) {
    long left = call.remainingNanos();
    return left == Long.MAX_VALUE ? store : store.withDeadline(Duration.ofNanos(Math.max(1, left)));
  }

  /**
   * The target of a copy in this store.
   *
   * @param call the call for errors about the source
   * @param onto the call for errors about the target
   */
  private record OwnTarget(OperationCall call, OperationCall onto, String key)
      implements StreamedCopy.Target {
    @Override
    public CapabilitySet capabilities() {
      return onto.engine().capabilities;
    }

    @Override
    public ErrorDetails.Builder details(String problem) {
      return call.details(problem);
    }

    @Override
    public void write(Content content, WriteOptions options) {
      WriteResult unused = onto.engine().writes.writeCopy(onto, key, content, options);
    }
  }
}
