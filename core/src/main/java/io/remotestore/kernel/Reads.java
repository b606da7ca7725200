package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features.Validator;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.ReadHandle;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.TemporaryName;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads: streams, arrays and random access. */
final class Reads {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** The memory reserved for an announced length before any byte has arrived. */
  private static final int TAKEN_ON_TRUST = 4 << 20;

  private final Engine engine;

  Reads(Engine engine) {
    this.engine = engine;
  }

  /** Refuses what the store cannot do. */
  static void gate(OperationCall call, ReadOptions options) {
    Gates.require(call, Capability.READ);
    Gates.requireIf(!options.range().equals(ByteRange.ALL), call, Capability.RANGE_READ);
    Gates.requireIf(options.version() != null, call, Capability.VERSIONS);
  }

  StoreInputStream stream(OperationCall call, String key, ReadOptions options) {
    return stream(call, key, options, Detail.ALL);
  }

  private KernelInputStream stream(
      OperationCall call, String key, ReadOptions options, Detail detail) {
    GetRequest request = request(key, options, detail);
    return new KernelInputStream(call, request, fetch(call, request));
  }

  private static GetRequest request(String key, ReadOptions options, Detail detail) {
    return new GetRequest(key, options.range(), conditions(options), options.version(), detail);
  }

  byte[] bytes(OperationCall call, String key, ReadOptions options) {
    return engine.attempts.verified(call, () -> bytesOnce(call, key, options));
  }

  private byte[] bytesOnce(OperationCall call, String key, ReadOptions options) {
    GetRequest request = request(key, options, Detail.STATE);
    GetReply reply = fetch(call, request);
    try (KernelInputStream in = new KernelInputStream(call, request, reply)) {
      return in.length() < 0 ? in.readAllBytes() : bytes(call, request, reply.entry(), in);
    } catch (OutOfMemoryError e) {
      throw tooLarge(call, reply.length(), e);
    } catch (IOException e) {
      throw Streams.typed(call, e);
    }
  }

  /**
   * Reads a stream of known length. A server can announce any length, so memory for all of it is
   * reserved only after a part has arrived.
   */
  private static byte[] bytes(
      OperationCall call, GetRequest request, Entry entry, KernelInputStream in)
      throws IOException {
    long length = in.length();
    if (length > MAX_ARRAY) {
      throw tooLarge(call, length, null);
    }
    int head = length <= TAKEN_ON_TRUST ? 0 : TAKEN_ON_TRUST;
    byte[] bytes = new byte[(int) Math.min(length, TAKEN_ON_TRUST)];
    if (head > 0) {
      exactly(in, bytes, 0, head);
      bytes = Arrays.copyOf(bytes, (int) length);
    }
    byte[] whole = bytes;
    LargeRead.run(
        call,
        request,
        entry,
        in,
        head,
        (from, offset, count) -> exactly(from, whole, (int) offset, count));
    return whole;
  }

  private static RemoteStoreException tooLarge(
      OperationCall call, long length, @Nullable OutOfMemoryError cause) {
    String size = length < 0 ? "" : " of " + length + " bytes";
    return new RemoteStoreException(
        call.details("The file" + size + " does not fit into memory")
            .hint("stream it with read")
            .build(),
        cause);
  }

  private static void exactly(InputStream in, byte[] bytes, int offset, int length)
      throws IOException {
    int read = 0;
    while (read < length) {
      int n = in.read(bytes, offset + read, length - read);
      if (n < 0) {
        throw new IOException("The stream ended early"); // it never does: it fails or goes on
      }
      read += n;
    }
  }

  FileInfo toFile(OperationCall call, String key, Path file, ReadOptions options) {
    return engine.attempts.verified(call, () -> toFileOnce(call, key, file, options));
  }

  private FileInfo toFileOnce(OperationCall call, String key, Path file, ReadOptions options) {
    GetRequest request = request(key, options, Detail.ALL);
    GetReply reply = fetch(call, request);
    try (KernelInputStream in = new KernelInputStream(call, request, reply);
        LocalFile local = LocalFile.create(call, file)) {
      if (in.length() < 0) {
        local.takeAll(in);
      } else {
        LargeRead.run(call, request, reply.entry(), in, 0, local);
      }
      local.publish();
      return in.info();
    } catch (FileSystemException e) {
      throw new RemoteStoreException(
          call.details("The local file could not be written: " + e).build(), e);
    } catch (IOException e) {
      throw Streams.typed(call, e);
    }
  }

  StoreReader open(OperationCall call, String key, ReadOptions options) {
    if (!options.range().equals(ByteRange.ALL)) {
      throw new IllegalArgumentException("open takes no range; its reads do");
    }
    GetRequest request =
        new GetRequest(key, ByteRange.ALL, conditions(options), options.version(), Detail.ALL);
    if (engine.features.has(Primitive.OPEN_READ)) {
      return new HandleReader(call, openHandle(call, request));
    }
    if (engine.features.rangeRead() && !engine.ignoredRanges.areExpected()) {
      Entry entry = statFor(call, request);
      if (entry.size() != Entry.UNKNOWN_SIZE) {
        return new RangedReader(call, entry, options.version());
      }
    }
    return SpooledReader.fetch(
        call, new KernelInputStream(call.fork(), request, fetch(call, request)));
  }

  private ReadHandle openHandle(OperationCall call, GetRequest request) {
    return reading(
        call,
        request.key(),
        () -> {
          ReadHandle handle = engine.driver.openRead(request, call);
          try {
            test(call, request.conditions(), handle.entry());
            return handle;
          } catch (RemoteStoreException e) {
            handle.close();
            throw e;
          }
        });
  }

  private Entry statFor(OperationCall call, GetRequest request) {
    Entry entry =
        engine.probes.look(call, new StatRequest(request.key(), request.version(), Detail.ALL));
    if (entry == null || TemporaryName.matches(request.key())) {
      throw engine.probes.missingFile(call, request.key(), Probes.notFound(call));
    }
    if (entry.isFolder()) {
      throw Probes.isFolder(call);
    }
    test(call, request.conditions(), entry);
    return entry;
  }

  /** Sends one GET. Checks the conditions here if the backend does not. */
  GetReply fetch(OperationCall call, GetRequest request) {
    return reading(
        call,
        request.key(),
        () -> {
          GetReply reply;
          try {
            reply = engine.driver.get(request, call);
          } catch (Exception e) {
            GetReply empty = emptyAtEnd(call, request, e);
            if (empty == null) {
              throw e;
            }
            reply = empty;
          }
          if (!engine.features.conditionalGet()) {
            try {
              test(call, request.conditions(), reply.entry());
            } catch (RemoteStoreException e) {
              reply.body().close();
              throw e;
            }
          }
          return requested(call, request, reply);
        });
  }

  private GetReply requested(OperationCall call, GetRequest request, GetReply reply)
      throws IOException {
    engine.ignoredRanges.learn(request.range(), reply);
    try {
      return RequestedBytes.of(reply, request.range(), call);
    } catch (IOException | RuntimeException e) {
      close(reply);
      throw e;
    }
  }

  /** As {@link #fetch}, for a request that is bound to a state by the entry of an earlier reply. */
  GetReply fetchState(OperationCall call, GetRequest request) {
    GetReply reply = fetch(call, request);
    try {
      requireState(call, request, reply);
      return reply;
    } catch (PreconditionFailedException e) {
      close(reply);
      throw e;
    }
  }

  /** There are servers that leave conditions aside: bytes of two states would be one file. */
  private static void requireState(OperationCall call, GetRequest request, GetReply reply) {
    Revision wanted = request.conditions().ifMatch();
    Revision got = reply.entry().revision();
    if (wanted != null && got != null && !wanted.equals(got)) {
      throw Failures.precondition(call, "The file is not in the expected state");
    }
  }

  private static void close(GetReply reply) {
    try {
      reply.body().close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A body that is not wanted could not be closed", e);
    }
  }

  private <T> T reading(OperationCall call, String key, Attempts.Attempt<T> attempt) {
    if (TemporaryName.matches(key)) {
      throw Probes.notFound(call);
    }
    try {
      return engine.attempts.run(call, attempt);
    } catch (NotFoundException e) {
      throw engine.probes.missingFile(call, key, e);
    }
  }

  /** Servers refuse a range that begins at the very end; here it is empty. */
  private @Nullable GetReply emptyAtEnd(OperationCall call, GetRequest request, Exception cause)
      throws Exception {
    if (cause instanceof RemoteStoreException || Failures.of(cause, call).kind() != Kind.RANGE) {
      return null;
    }
    Entry entry =
        engine.driver.stat(new StatRequest(request.key(), request.version(), Detail.ALL), call);
    if (entry == null || request.range().startIn(entry.size()) != entry.size()) {
      return null;
    }
    return new GetReply(entry, entry.size(), 0, InputStream.nullInputStream());
  }

  private static ReadConditions conditions(ReadOptions options) {
    if (options.ifMatch() == null
        && options.ifNoneMatch() == null
        && options.ifModifiedSince() == null
        && options.ifUnmodifiedSince() == null) {
      return ReadConditions.NONE;
    }
    return new ReadConditions(
        options.ifMatch(),
        options.ifNoneMatch(),
        options.ifModifiedSince(),
        options.ifUnmodifiedSince());
  }

  /** Decides conditions on an entry, in the order of RFC 9110, section 13.2.2. */
  static void test(OperationCall call, ReadConditions conditions, Entry entry) {
    if (conditions.isNone()) {
      return;
    }
    if (conditions.ifMatch() != null) {
      if (!conditions.ifMatch().equals(entry.revision())) {
        throw Failures.precondition(call, "The file is not in the expected state");
      }
    } else if (conditions.ifUnmodifiedSince() != null
        && entry.modifiedAt() != null
        && seconds(entry.modifiedAt()) > seconds(conditions.ifUnmodifiedSince())) {
      throw Failures.precondition(call, "The file changed after the given time");
    }
    if (conditions.ifNoneMatch() != null) {
      if (conditions.ifNoneMatch().equals(entry.revision())) {
        throw Failures.exception(call, Failure.rejected(Kind.NOT_MODIFIED), null);
      }
    } else if (conditions.ifModifiedSince() != null
        && entry.modifiedAt() != null
        && seconds(entry.modifiedAt()) <= seconds(conditions.ifModifiedSince())) {
      throw Failures.exception(call, Failure.rejected(Kind.NOT_MODIFIED), null);
    }
  }

  private static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }

  /** Opens the rest of a file again, in the state of {@code entry}. */
  GetReply resume(OperationCall call, GetRequest request, Entry entry, long from, long end)
      throws Exception {
    long length = end < 0 ? rest(request.range(), from) : end - from;
    GetRequest rest =
        new GetRequest(
            request.key(),
            ByteRange.of(from, length),
            entry.revision() == null
                ? ReadConditions.NONE
                : ReadConditions.ifMatch(entry.revision()),
            request.version(),
            Detail.STATE);
    GetReply reply = engine.driver.get(rest, call);
    try {
      if (!engine.features.conditionalGet()) {
        test(call, rest.conditions(), reply.entry());
      }
      requireState(call, rest, reply);
      if (reply.offset() > from) {
        throw new IOException("asked for byte " + from + ", got byte " + reply.offset());
      }
      return requested(call, rest, reply);
    } catch (IOException | RemoteStoreException e) {
      reply.body().close();
      throw e;
    }
  }

  /** The upper limit of the rest of a range, if the file's end is unknown. */
  private static long rest(ByteRange range, long from) {
    boolean open = range.isSuffix() || range.length() > Long.MAX_VALUE - range.offset();
    return open ? Long.MAX_VALUE : range.offset() + range.length() - from;
  }

  /** Tells whether a broken read of this entry can be taken up again. */
  boolean canResume(Entry entry) {
    return engine.features.rangeRead()
        && engine.features.validator() == Validator.STRONG
        && entry.revision() != null;
  }

  static RangeNotSatisfiableException beyondEnd(OperationCall call, long position, long size) {
    return new RangeNotSatisfiableException(
        call.details("Byte " + position + " lies beyond the end of the file of " + size + " bytes")
            .build(),
        null);
  }
}
