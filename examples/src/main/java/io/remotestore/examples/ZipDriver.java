package io.remotestore.examples;

import io.remotestore.ByteRange;
import io.remotestore.Revision;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A backend: files in one ZIP file. For small archives: all bytes are held in memory, and each
 * change writes the archive anew, beside the old one, which it then replaces.
 */
public final class ZipDriver implements Driver {
  // region features
  private static final Features FEATURES =
      Features.builder()
          .primitives(
              EnumSet.of(Primitive.PUT, Primitive.LIST, Primitive.DELETE, Primitive.DELETE_MANY))
          .conditions(
              Set.of(
                  Features.Condition.WRITE_ABSENT,
                  Features.Condition.WRITE_MATCH,
                  Features.Condition.DELETE_MATCH))
          .folders(Features.FolderModel.IMPLIED)
          .orderedList()
          .recursiveList()
          .rangeRead()
          .atomicWrite()
          .nativeWriteResult()
          .deleteReportsMissing()
          .interruptible()
          .validator(Features.Validator.STRONG)
          .keyLimits(0xFFFF, 0xFFFF) // what the format has room for
          .maxPut(64 << 20)
          .deleteBatch(1000)
          .build();

  // endregion

  private final ZipArchive archive;
  private NavigableMap<String, ZipArchive.Item> items;

  private ZipDriver(ZipArchive archive, NavigableMap<String, ZipArchive.Item> items) {
    this.archive = archive;
    this.items = items;
  }

  /** Opens an archive, which need not exist yet; one opener at a time. */
  public static ZipDriver open(Path file) throws IOException {
    ZipArchive archive = ZipArchive.open(file);
    NavigableMap<String, ZipArchive.Item> items = new TreeMap<>(KeyOrder.UTF8);
    items.putAll(archive.read());
    return new ZipDriver(archive, items);
  }

  @Override
  public Features features() {
    return FEATURES;
  }

  @Override
  public Address address() {
    return new ZipAddress(archive.file().toString());
  }

  // region classify
  /** A change that failed did not happen: the old archive is in its place until the last step. */
  @Override
  public Failure classify(Throwable cause, Call call) {
    return Failure.rejected(Kind.OTHER);
  }

  // endregion

  @Override
  public void probe(Call call) {}

  @Override
  public void close() throws IOException {
    archive.close();
  }

  // region reading
  @Override
  public synchronized @Nullable Entry stat(StatRequest request, Call call) {
    ZipArchive.Item item = items.get(request.key());
    return item == null ? null : entry(request.key(), item);
  }

  @Override
  public synchronized GetReply get(GetRequest request, Call call) throws DriverException {
    ZipArchive.Item item = items.get(request.key());
    if (item == null) {
      throw failure(Kind.NOT_FOUND);
    }
    ByteRange range = request.range();
    long start = range.startIn(item.bytes().length);
    if (start > item.bytes().length) {
      throw failure(Kind.RANGE);
    }
    int length = (int) range.lengthIn(item.bytes().length);
    InputStream body = new ByteArrayInputStream(item.bytes(), (int) start, length);
    return new GetReply(entry(request.key(), item), start, length, body);
  }

  // endregion

  private static Entry entry(String key, ZipArchive.Item item) {
    return Entry.file(key)
        .size(item.bytes().length)
        .modifiedAt(item.modifiedAt())
        .etag(item.revision())
        .build();
  }

  private static DriverException failure(Kind kind) {
    return new DriverException(Failure.rejected(kind));
  }

  // region changing
  @Override
  public Entry put(PutRequest request, Call call) throws IOException {
    byte[] bytes;
    try (InputStream in = request.content().open(0)) {
      bytes = in.readAllBytes(); // before the lock: the source may be slow
    }
    ZipArchive.Item item = ZipArchive.Item.of(request.key(), bytes, Instant.now());
    synchronized (this) {
      test(request.condition(), items.get(request.key()));
      NavigableMap<String, ZipArchive.Item> changed = new TreeMap<>(items);
      changed.put(request.key(), item);
      replace(changed);
    }
    return entry(request.key(), item);
  }

  @Override
  public synchronized DeleteReply delete(DeleteRequest request, Call call) throws IOException {
    test(request.condition(), items.get(request.key()));
    if (!items.containsKey(request.key())) {
      return DeleteReply.MISSING;
    }
    NavigableMap<String, ZipArchive.Item> changed = new TreeMap<>(items);
    changed.remove(request.key());
    replace(changed);
    return DeleteReply.DELETED;
  }

  @Override
  public synchronized List<DeleteManyResult> deleteMany(List<String> keys, Call call)
      throws IOException {
    NavigableMap<String, ZipArchive.Item> changed = new TreeMap<>(items);
    List<DeleteManyResult> results = new ArrayList<>();
    for (String key : keys) {
      boolean there = changed.remove(key) != null;
      results.add(
          new DeleteManyResult(key, there ? DeleteReply.DELETED : DeleteReply.MISSING, null));
    }
    replace(changed);
    return results;
  }

  private static void test(WriteCondition condition, ZipArchive.@Nullable Item item)
      throws DriverException {
    Revision expected = condition.revision();
    if (condition.kind() == WriteCondition.Kind.ABSENT && item != null) {
      throw failure(Kind.ALREADY_EXISTS);
    }
    if (expected != null && (item == null || !expected.toString().equals(item.revision()))) {
      throw failure(Kind.PRECONDITION_FAILED);
    }
  }

  private void replace(NavigableMap<String, ZipArchive.Item> changed) throws IOException {
    archive.write(changed.values());
    items = changed;
  }

  // endregion

  // region listing
  @Override
  public synchronized Listing list(ListRequest request, Call call) {
    String prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
    String after = request.startAfter();
    boolean later = after != null && KeyOrder.UTF8.compare(after, prefix) > 0;
    List<Entry> entries = new ArrayList<>();
    String last = "";
    for (var at : items.tailMap(later ? String.valueOf(after) : prefix).entrySet()) {
      if (!at.getKey().startsWith(prefix)) {
        break;
      }
      int slash = at.getKey().indexOf('/', prefix.length());
      if (slash < 0 || request.depth() == Depth.ALL) {
        entries.add(entry(at.getKey(), at.getValue()));
      } else if (!last.equals(at.getKey().substring(0, slash))) {
        last = at.getKey().substring(0, slash);
        entries.add(Entry.folder(last));
      }
    }
    return new OnePage(entries);
  }

  // endregion

  /** All there is, at once. */
  private static final class OnePage implements Listing {
    private @Nullable List<Entry> page;

    private OnePage(List<Entry> entries) {
      this.page = entries.isEmpty() ? null : entries;
    }

    @Override
    public @Nullable List<Entry> next(Call call) {
      List<Entry> next = page;
      page = null;
      return next;
    }

    @Override
    public void close() {}
  }

  private record ZipAddress(String service) implements Address {
    @Override
    public String backend() {
      return "zip";
    }

    @Override
    public String nativePath(String key) {
      return service + "!/" + key;
    }

    @Override
    public String toKey(String nativePath) {
      return owns(nativePath) ? nativePath.substring(service.length() + 2) : nativePath;
    }

    @Override
    public boolean owns(String nativePath) {
      return nativePath.startsWith(service + "!/");
    }
  }
}
