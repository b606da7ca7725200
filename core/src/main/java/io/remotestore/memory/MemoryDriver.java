package io.remotestore.memory;

import io.remotestore.ByteRange;
import io.remotestore.Capability;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.DeleteManyResult;
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
import io.remotestore.spi.Features.FolderModel;
import io.remotestore.spi.Features.Validator;
import io.remotestore.spi.Features.WriteIdentity;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadHandle;
import io.remotestore.spi.RenameRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.WriteCondition;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Files in this process: ordered, atomic, with snapshots for readers. */
public final class MemoryDriver implements Driver {
  /** Larger content is copied in chunks by way of {@link #openWrite}. */
  private static final long MAX_PUT = 8 << 20;

  private static final AtomicLong INSTANCES = new AtomicLong();

  private final Tree tree = new Tree();
  private final @Nullable History history;
  private final Clock clock;
  private final Features features;
  private final Address address = new MemoryAddress("memory-" + INSTANCES.incrementAndGet());
  private final String etagPrefix = Long.toHexString(ThreadLocalRandom.current().nextLong());
  private final AtomicLong states = new AtomicLong();

  private MemoryDriver(MemoryOptions options, Clock clock) {
    boolean versions = options.versions() == MemoryOptions.Versions.KEPT;
    this.history = versions ? new History() : null;
    this.clock = clock;
    this.features = featuresWith(history);
  }

  /** Returns an empty driver. */
  public static MemoryDriver create() {
    return create(MemoryOptions.defaults(), Clock.systemUTC());
  }

  /** Returns an empty driver whose times come from {@code clock}. */
  public static MemoryDriver create(MemoryOptions options, Clock clock) {
    return new MemoryDriver(options, clock);
  }

  private static Features featuresWith(@Nullable History history) {
    Set<Primitive> primitives =
        EnumSet.of(
            Primitive.PUT,
            Primitive.OPEN_WRITE,
            Primitive.OPEN_READ,
            Primitive.LIST,
            Primitive.DELETE,
            Primitive.DELETE_MANY,
            Primitive.RENAME,
            Primitive.COPY,
            Primitive.FOLDERS);
    if (history != null) {
      primitives.add(Primitive.VERSIONS);
    }
    return Features.builder()
        .primitives(primitives)
        .conditions(EnumSet.allOf(Condition.class))
        .attributes(Set.of(Attribute.METADATA, Attribute.HEADERS))
        .reasons(Map.of(Capability.VERSIONS, "the store was not opened with versions = kept"))
        .folders(FolderModel.REAL)
        .orderedList()
        .recursiveList()
        .rangeRead()
        .atomicWrite()
        .nativeWriteResult()
        .deleteReportsMissing()
        .interruptible()
        .validator(Validator.STRONG)
        .identity(WriteIdentity.TOKEN)
        .maxPut(MAX_PUT)
        .deleteBatch(1000)
        .build();
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return Failure.rejected(Kind.OTHER);
  }

  @Override
  public void probe(Call call) {}

  @Override
  public void close() {}

  // ---------------------------------------------------------------- reading

  @Override
  public @Nullable Entry stat(StatRequest request, Call call) throws IOException {
    String version = request.version();
    if (version == null) {
      return tree.stat(request.key());
    }
    Node node = history == null ? null : history.find(request.key(), version);
    return node == null ? null : entry(request.key(), node);
  }

  private Entry entry(String key, Node node) {
    return history == null ? node.entry(key) : node.versionedEntry(key);
  }

  private Node node(String key, @Nullable String version) throws DriverException {
    if (version == null) {
      return tree.file(key);
    }
    Node node = history == null ? null : history.find(key, version);
    if (node == null) {
      throw new DriverException(Failure.rejected(Kind.NOT_FOUND));
    }
    return node;
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws IOException {
    Node node = node(request.key(), request.version());
    ByteRange range = request.range();
    long size = node.blob().size();
    long start = range.startIn(size);
    if (start > size) {
      throw new DriverException(
          Failure.rejected(Kind.RANGE)
              .withDetail("byte " + start + " of a file of " + size + " bytes"));
    }
    long length = range.lengthIn(size);
    return new GetReply(
        entry(request.key(), node), start, length, node.blob().stream(start, length));
  }

  @Override
  public ReadHandle openRead(GetRequest request, Call call) throws IOException {
    Node node = node(request.key(), request.version());
    return new BlobHandle(entry(request.key(), node), node.blob());
  }

  // ---------------------------------------------------------------- writing

  @Override
  public Entry put(PutRequest request, Call call) throws IOException {
    return put(request, Blob.of(request.content(), call));
  }

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) {
    return new BlobWriter(request, this);
  }

  Entry put(PutRequest request, Blob blob) throws IOException {
    Node node =
        new Node(
            blob,
            newEtag(),
            clock.instant(),
            request.headers(),
            request.metadata(),
            request.token());
    return put(request.key(), node, request.condition());
  }

  private Entry put(String key, Node node, WriteCondition condition) throws IOException {
    tree.put(key, node, condition);
    if (history != null) {
      history.add(key, node);
    }
    return entry(key, node);
  }

  private String newEtag() {
    return "\"" + etagPrefix + "-" + Long.toHexString(states.incrementAndGet()) + "\"";
  }

  // ---------------------------------------------------------------- listing

  @Override
  public Listing list(ListRequest request, Call call) {
    return new TreeListing(tree, request);
  }

  @Override
  public Listing listVersions(String key, Call call) {
    List<Entry> entries = new ArrayList<>();
    if (history != null) {
      history.of(key).forEach(node -> entries.add(node.versionedEntry(key)));
    }
    return TreeListing.of(entries);
  }

  // ---------------------------------------------------------------- changing

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws IOException {
    String version = request.version();
    if (version == null || history == null) {
      return tree.delete(request.key(), request.condition());
    }
    return history.remove(request.key(), version) ? DeleteReply.DELETED : DeleteReply.MISSING;
  }

  @Override
  public List<DeleteManyResult> deleteMany(List<String> keys, Call call) {
    List<DeleteManyResult> results = new ArrayList<>(keys.size());
    for (String key : keys) {
      try {
        DeleteReply reply = tree.delete(key, WriteCondition.NONE);
        results.add(new DeleteManyResult(key, reply, null));
      } catch (DriverException e) {
        results.add(new DeleteManyResult(key, null, e.failure()));
      }
    }
    return results;
  }

  @Override
  public void rename(RenameRequest request, Call call) throws IOException {
    tree.rename(request.source(), request.target(), request.condition());
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return type == MemoryDriver.class ? type.cast(this) : null;
  }

  /** Bytes never change once they are stored, so two stores may share them. */
  @Override
  public boolean canCopyFrom(Driver source) {
    return source.unwrap(MemoryDriver.class) != null;
  }

  @Override
  public void copy(CopyRequest request, Call call) throws IOException {
    MemoryDriver from = Objects.requireNonNull(request.from().unwrap(MemoryDriver.class));
    Node source = from.node(request.source().key(), request.sourceVersion());
    if (request.sourceMatch() != null && !request.sourceMatch().toString().equals(source.etag())) {
      throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED));
    }
    Node copy =
        new Node(
            source.blob(),
            newEtag(),
            clock.instant(),
            source.headers(),
            source.metadata(),
            request.token());
    put(request.target(), copy, request.condition());
  }

  @Override
  public void createFolder(String key, Call call) throws IOException {
    tree.createFolder(key);
  }

  @Override
  public DeleteReply removeFolder(String key, Call call) throws IOException {
    return tree.removeFolder(key);
  }

  private record MemoryAddress(String service) implements Address {
    @Override
    public String backend() {
      return "memory";
    }

    @Override
    public String nativePath(String key) {
      return key;
    }

    @Override
    public String toKey(String nativePath) {
      return nativePath;
    }

    @Override
    public boolean owns(String nativePath) {
      return true;
    }
  }
}
