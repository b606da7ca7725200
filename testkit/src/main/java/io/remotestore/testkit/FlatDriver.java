package io.remotestore.testkit;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.CopyPartRequest;
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
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PartRequest;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object store in memory: keys without folders, conditions decided by the server, uploads in
 * parts, pages, bulk deletes, a delete that does not tell what was there. The kernel's ways for
 * such stores are tested on it, and decorators can be. Small on purpose; not for data.
 */
public final class FlatDriver implements Driver {

  /** The smallest part but the last of an upload, in bytes. */
  public static final int MIN_PART = 64 * 1024;

  private static final int PAGE = 100;
  private static final int DELETE_BATCH = 50;

  private final NavigableMap<String, StoredObject> objects = new TreeMap<>(KeyOrder.UTF8);
  private final Map<String, Upload> uploads = new TreeMap<>();
  private final Features features;
  private long states;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record StoredObject(PutRequest put, byte[] bytes, String etag, Instant modifiedAt) {
    private Entry entry() {
      return Entry.file(put.key())
          .size(bytes.length)
          .modifiedAt(modifiedAt)
          .etag(etag)
          .headers(put.headers())
          .metadata(put.metadata())
          .token(put.token())
          .build();
    }
  }

  private record Upload(PutRequest put, Map<Integer, byte[]> parts, Instant startedAt) {}

  private FlatDriver(Features features) {
    this.features = features;
  }

  /** Returns an empty store with all that object stores can do. */
  public static FlatDriver create() {
    return new FlatDriver(allFeatures().build());
  }

  /** Returns an empty store with other features, made from {@link #allFeatures}. */
  public static FlatDriver with(Features features) {
    return new FlatDriver(features);
  }

  /** The features of {@link #create}, to be changed. */
  public static Features.Builder allFeatures() {
    return Features.builder()
        .primitives(
            EnumSet.of(
                Primitive.PUT,
                Primitive.MULTIPART,
                Primitive.LIST,
                Primitive.DELETE,
                Primitive.DELETE_MANY,
                Primitive.COPY,
                Primitive.COPY_PARTS,
                Primitive.UPLOADS))
        .conditions(
            Set.of(
                Condition.WRITE_ABSENT,
                Condition.WRITE_MATCH,
                Condition.DELETE_MATCH,
                Condition.COPY_ABSENT,
                Condition.COPY_SOURCE_MATCH))
        .attributes(Set.of(Attribute.METADATA, Attribute.HEADERS))
        .folders(FolderModel.IMPLIED)
        .orderedList()
        .recursiveList()
        .rangeRead()
        .conditionalGet()
        .lazyRead()
        .atomicWrite()
        .nativeWriteResult()
        .interruptible()
        .remote()
        .validator(Validator.STRONG)
        .identity(WriteIdentity.TOKEN)
        .keyLimits(1024, 1024)
        .maxPut(1 << 20)
        .partLimits(MIN_PART, 1 << 20, 1000)
        .deleteBatch(DELETE_BATCH);
  }

  /** How many uploads are neither completed nor aborted. */
  public synchronized int danglingUploads() {
    return uploads.size();
  }

  /** How many objects there are. */
  public synchronized int size() {
    return objects.size();
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public Address address() {
    return new FlatAddress();
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return cause instanceof IOException
        ? Failure.unknown(Kind.UNAVAILABLE)
        : Failure.rejected(Kind.OTHER);
  }

  @Override
  public void probe(Call call) {}

  @Override
  public void close() {}

  // ---------------------------------------------------------------- reading

  @Override
  public synchronized @Nullable Entry stat(StatRequest request, Call call) {
    StoredObject object = objects.get(request.key());
    return object == null ? null : object.entry();
  }

  @Override
  public synchronized GetReply get(GetRequest request, Call call) throws DriverException {
    StoredObject object = object(request.key());
    test(request.conditions(), object);
    ByteRange range = request.range();
    long size = object.bytes().length;
    boolean all = range.equals(ByteRange.ALL);
    if (!all && (range.length() == 0 || range.startIn(size) >= size)) {
      // As servers do: a range that holds no byte is refused.
      if (range.length() != 0 || range.startIn(size) > size) {
        throw failure(Kind.RANGE);
      }
    }
    int start = (int) range.startIn(size);
    int length = (int) range.lengthIn(size);
    InputStream body = new ByteArrayInputStream(object.bytes(), start, length);
    return new GetReply(object.entry(), start, length, body);
  }

  private StoredObject object(String key) throws DriverException {
    StoredObject object = objects.get(key);
    if (object == null) {
      throw failure(Kind.NOT_FOUND);
    }
    return object;
  }

  private static void test(ReadConditions conditions, StoredObject object) throws DriverException {
    if (conditions.ifMatch() != null) {
      if (!conditions.ifMatch().toString().equals(object.etag())) {
        throw failure(Kind.PRECONDITION_FAILED);
      }
    } else if (conditions.ifUnmodifiedSince() != null
        && object.modifiedAt().getEpochSecond() > conditions.ifUnmodifiedSince().getEpochSecond()) {
      throw failure(Kind.PRECONDITION_FAILED);
    }
    if (conditions.ifNoneMatch() != null) {
      if (conditions.ifNoneMatch().toString().equals(object.etag())) {
        throw failure(Kind.NOT_MODIFIED);
      }
    } else if (conditions.ifModifiedSince() != null
        && object.modifiedAt().getEpochSecond() <= conditions.ifModifiedSince().getEpochSecond()) {
      throw failure(Kind.NOT_MODIFIED);
    }
  }

  // ---------------------------------------------------------------- writing

  @Override
  public Entry put(PutRequest request, Call call) throws IOException {
    return store(request, bytes(request.content()));
  }

  private static byte[] bytes(Content content) throws IOException {
    try (InputStream in = content.open(0)) {
      return in.readAllBytes();
    }
  }

  private synchronized Entry store(PutRequest request, byte[] bytes) throws DriverException {
    test(request.key(), request.condition());
    StoredObject object =
        new StoredObject(
            request.withContent(Content.of(new byte[0])),
            bytes,
            "\"" + Long.toHexString(++states) + "\"",
            Instant.now());
    objects.put(request.key(), object);
    return object.entry();
  }

  private void test(String key, WriteCondition condition) throws DriverException {
    StoredObject object = objects.get(key);
    if (condition.kind() == WriteCondition.Kind.ABSENT && object != null) {
      throw failure(Kind.ALREADY_EXISTS);
    }
    if (condition.kind() == WriteCondition.Kind.MATCH
        && (object == null || !object.etag().equals(String.valueOf(condition.revision())))) {
      throw failure(Kind.PRECONDITION_FAILED);
    }
  }

  @Override
  public synchronized String beginParts(PutRequest request, Call call) {
    String id = "upload-" + ++states;
    uploads.put(id, new Upload(request, new TreeMap<>(), Instant.now()));
    return id;
  }

  @Override
  public PartReply putPart(PartRequest request, Call call) throws IOException {
    byte[] bytes = bytes(request.content());
    synchronized (this) {
      upload(request.uploadId()).parts().put(request.number(), bytes);
    }
    return new PartReply(request.number(), "part-" + request.number(), bytes.length);
  }

  private Upload upload(String id) throws DriverException {
    Upload upload = uploads.get(id);
    if (upload == null) {
      throw new DriverException(Failure.rejected(Kind.NOT_FOUND).withDetail("no such upload"));
    }
    return upload;
  }

  @Override
  public synchronized Entry completeParts(CompleteRequest request, Call call) throws IOException {
    Upload upload = upload(request.uploadId());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < request.parts().size(); i++) {
      byte[] part = upload.parts().get(request.parts().get(i).number());
      boolean last = i == request.parts().size() - 1;
      if (part == null || (part.length < MIN_PART && !last)) {
        throw new DriverException(
            Failure.rejected(Kind.OTHER).withDetail("a part is missing or small"));
      }
      bytes.write(part);
    }
    Entry entry = store(request.put(), bytes.toByteArray());
    uploads.remove(request.uploadId());
    return entry;
  }

  @Override
  public synchronized void abortParts(String key, String uploadId, Call call) {
    uploads.remove(uploadId);
  }

  @Override
  public synchronized Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<UnfinishedWrite> found = new ArrayList<>();
    uploads.forEach(
        (id, upload) -> {
          if (upload.put().key().startsWith(prefix)) {
            found.add(new UnfinishedWrite(upload.put().key(), id, upload.startedAt()));
          }
        });
    return found.stream();
  }

  @Override
  public synchronized boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws DriverException {
    Upload upload = uploads.get(write.id());
    if (upload == null) {
      return false;
    }
    if (!upload.put().key().equals(write.key())) {
      throw failure(Kind.INVALID_PATH);
    }
    uploads.remove(write.id());
    return true;
  }

  // ---------------------------------------------------------------- listing

  @Override
  public Listing list(ListRequest request, Call call) {
    return new FlatListing(request);
  }

  private final class FlatListing implements Listing {
    private final ListRequest request;
    private final String prefix;
    private @Nullable String cursor;

    private FlatListing(ListRequest request) {
      this.request = request;
      this.prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
      String after = request.startAfter();
      this.cursor = after != null && KeyOrder.UTF8.compare(after, prefix) > 0 ? after : prefix;
    }

    @Override
    public @Nullable List<Entry> next(Call call) {
      synchronized (FlatDriver.this) {
        return page();
      }
    }

    private @Nullable List<Entry> page() {
      List<Entry> page = new ArrayList<>();
      int size = Math.min(PAGE, request.pageSize());
      while (cursor != null && page.size() < size) {
        Map.Entry<String, StoredObject> at = objects.higherEntry(cursor);
        if (at == null || !at.getKey().startsWith(prefix)) {
          cursor = null;
          break;
        }
        int slash = at.getKey().indexOf('/', prefix.length());
        if (slash < 0 || request.depth() == ListRequest.Depth.ALL) {
          page.add(at.getValue().entry());
          cursor = at.getKey();
        } else {
          String folder = at.getKey().substring(0, slash);
          page.add(Entry.folder(folder));
          cursor = folder + "/" + Character.toString(Character.MAX_CODE_POINT);
        }
      }
      return page.isEmpty() ? null : page;
    }

    @Override
    public void close() {}
  }

  // ---------------------------------------------------------------- changing

  @Override
  public synchronized DeleteReply delete(DeleteRequest request, Call call) throws DriverException {
    if (!request.condition().isNone()) {
      test(request.key(), request.condition());
    }
    objects.remove(request.key());
    return DeleteReply.GONE;
  }

  @Override
  public synchronized List<DeleteManyResult> deleteMany(List<String> keys, Call call)
      throws DriverException {
    if (keys.size() > DELETE_BATCH) {
      throw new DriverException(Failure.rejected(Kind.OTHER).withDetail("too many keys"));
    }
    keys.forEach(objects::remove);
    return keys.stream().map(key -> new DeleteManyResult(key, DeleteReply.GONE, null)).toList();
  }

  @Override
  public synchronized String beginCopy(CopyRequest request, PutRequest put, Call call)
      throws DriverException {
    PutRequest source = source(request).put();
    return beginParts(
        new PutRequest(
            put.key(),
            put.content(),
            put.condition(),
            put.metadata(),
            put.headers(),
            source.tags(),
            put.token(),
            null),
        call);
  }

  @Override
  public synchronized PartReply copyPart(CopyPartRequest request, Call call)
      throws DriverException {
    byte[] bytes = source(request.copy()).bytes();
    int from = (int) request.range().startIn(bytes.length);
    int length = (int) request.range().lengthIn(bytes.length);
    byte[] part = Arrays.copyOfRange(bytes, from, from + length);
    upload(request.uploadId()).parts().put(request.number(), part);
    return new PartReply(request.number(), "part-" + request.number(), length);
  }

  private StoredObject source(CopyRequest request) throws DriverException {
    StoredObject source = object(request.source().key());
    if (request.sourceMatch() != null
        && !Objects.equals(request.sourceMatch().toString(), source.etag())) {
      throw failure(Kind.PRECONDITION_FAILED);
    }
    return source;
  }

  @Override
  public synchronized void copy(CopyRequest request, Call call) throws DriverException {
    if (request.source().size() > features.maxCopy()) {
      throw new DriverException(Failure.rejected(Kind.OTHER).withDetail("too large for one copy"));
    }
    StoredObject source = source(request);
    PutRequest put = source.put();
    Entry unused =
        store(
            new PutRequest(
                request.target(),
                put.content(),
                request.condition(),
                put.metadata(),
                put.headers(),
                put.tags(),
                request.token(),
                null),
            source.bytes());
  }

  private static DriverException failure(Kind kind) {
    return new DriverException(Failure.rejected(kind));
  }

  private static final class FlatAddress implements Address {
    @Override
    public String backend() {
      return "flat";
    }

    @Override
    public String service() {
      return "flat://bucket";
    }

    @Override
    public String nativePath(String key) {
      return "flat://bucket/" + key;
    }

    @Override
    public String toKey(String nativePath) {
      return owns(nativePath) ? nativePath.substring("flat://bucket/".length()) : nativePath;
    }

    @Override
    public boolean owns(String nativePath) {
      return nativePath.startsWith("flat://bucket/");
    }
  }
}
