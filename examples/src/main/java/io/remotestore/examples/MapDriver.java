package io.remotestore.examples;

import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.Attribute;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

// region features
/** A backend: files in a sorted map. */
public final class MapDriver implements Driver {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record State(Entry entry, byte[] bytes) {}

  private final NavigableMap<String, State> files = new ConcurrentSkipListMap<>(KeyOrder.UTF8);
  private final Address address = new PlainAddress("map", "map-" + UUID.randomUUID());
  private final long maxFile;
  private final Clock clock;

  /** Makes an empty driver for files of up to {@code maxFile} bytes. */
  public MapDriver(long maxFile, Clock clock) {
    this.maxFile = maxFile;
    this.clock = clock;
  }

  @Override
  public Features features() {
    return Features.builder()
        .primitives(Set.of(Primitive.PUT, Primitive.LIST, Primitive.DELETE))
        .conditions(Set.of(Condition.WRITE_ABSENT, Condition.WRITE_MATCH, Condition.DELETE_MATCH))
        .attributes(Set.of(Attribute.METADATA, Attribute.HEADERS))
        .identity(Features.WriteIdentity.TOKEN)
        .orderedList()
        .recursiveList()
        .rangeRead()
        .atomicWrite()
        .nativeWriteResult()
        .deleteReportsMissing()
        .interruptible()
        .validator(Features.Validator.STRONG)
        .maxPut(maxFile)
        .build();
  }

  // endregion
  // region reading
  @Override
  public @Nullable Entry stat(StatRequest request, Call call) {
    State state = files.get(request.key());
    return state == null ? null : state.entry();
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws DriverException {
    State state = files.get(request.key());
    if (state == null) {
      throw new DriverException(Failure.rejected(Kind.NOT_FOUND));
    }
    long start = request.range().startIn(state.bytes().length);
    if (start > state.bytes().length) {
      throw new DriverException(Failure.rejected(Kind.RANGE));
    }
    int length = (int) request.range().lengthIn(state.bytes().length);
    InputStream body = new ByteArrayInputStream(state.bytes(), (int) start, length);
    return new GetReply(state.entry(), start, length, body);
  }

  // endregion
  // region changing
  @Override
  public Entry put(PutRequest request, Call call) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = request.content().open(0)) { // not under the lock: it may be slow
      for (byte[] part = in.readNBytes(8192); part.length > 0; part = in.readNBytes(8192)) {
        call.check();
        bytes.writeBytes(part);
      }
    }
    Entry entry =
        Entry.file(request.key())
            .size(bytes.size())
            .modifiedAt(clock.instant())
            .etag(UUID.randomUUID().toString())
            .headers(request.headers())
            .metadata(request.metadata())
            .token(request.token())
            .build();
    change(request.key(), request.condition(), new State(entry, bytes.toByteArray()));
    return entry;
  }

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws DriverException {
    State old = change(request.key(), request.condition(), null);
    return old == null ? DeleteReply.MISSING : DeleteReply.DELETED;
  }

  private synchronized @Nullable State change(
      String key, WriteCondition condition, @Nullable State next) throws DriverException {
    State old = files.get(key);
    if (condition.kind() == WriteCondition.Kind.ABSENT && old != null) {
      throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS));
    }
    if (condition.kind() == WriteCondition.Kind.MATCH
        && (old == null || !Objects.equals(old.entry().revision(), condition.revision()))) {
      throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED));
    }
    return next == null ? files.remove(key) : files.put(key, next);
  }

  // endregion
  // region listing
  @Override
  public Listing list(ListRequest request, Call call) {
    String prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
    String after = Objects.requireNonNullElse(request.startAfter(), "");
    String from = KeyOrder.UTF8.compare(after, prefix) < 0 ? prefix : after;
    Map<String, Entry> page = new LinkedHashMap<>();
    for (State state : files.tailMap(from, false).values()) {
      call.check();
      String key = state.entry().key();
      if (!key.startsWith(prefix)) {
        break;
      }
      int slash = request.depth() == Depth.ALL ? -1 : key.indexOf('/', prefix.length());
      if (slash < 0) {
        page.put(key, state.entry());
      } else {
        page.put(key.substring(0, slash + 1), Entry.folder(key.substring(0, slash)));
      }
    }
    return new Pages(List.of(List.copyOf(page.values())).iterator());
  }

  private record Pages(Iterator<List<Entry>> left) implements Listing {
    @Override
    public @Nullable List<Entry> next(Call call) {
      return left.hasNext() ? left.next() : null;
    }

    @Override
    public void close() {}
  }

  // endregion
  // region around
  @Override
  public Failure classify(Throwable cause, Call call) {
    return Failure.rejected(Kind.OTHER); // a change is one step, or did not happen
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public void probe(Call call) {}

  @Override
  public void close() {}
  // endregion
}
