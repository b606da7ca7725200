package io.remotestore.benchmarks;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.ContentHeaders;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.Operation;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Call;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls on files in memory: those of a store, or the primitives that they come down to. */
interface Calls extends AutoCloseable {

  /** What the benchmarks call each way. */
  enum Kind {
    /** The calls of a store. */
    STORE,
    /** The primitives of the driver, with nothing around them. */
    DRIVER;

    Calls open() {
      return this == STORE ? new OfStore() : new OfDriver();
    }
  }

  byte[] read(String key) throws IOException;

  Object write(String key, byte[] bytes) throws IOException;

  boolean exists(String key) throws IOException;

  boolean isFile(String key) throws IOException;

  @Nullable Object info(String key) throws IOException;

  long list(String folder) throws Exception;

  void delete(String key) throws IOException;

  @Override
  void close();

  /** Through the kernel. */
  final class OfStore implements Calls {
    private final Store store = Stores.memory();

    @Override
    public byte[] read(String key) {
      return store.readBytes(key);
    }

    @Override
    public Object write(String key, byte[] bytes) {
      return store.write(key, bytes, WriteOptions.overwrite());
    }

    @Override
    public boolean exists(String key) {
      return store.exists(key);
    }

    @Override
    public boolean isFile(String key) {
      return store.isFile(key);
    }

    @Override
    public Object info(String key) {
      return store.getFileInfo(key);
    }

    @Override
    public long list(String folder) {
      try (Stream<FileInfo> files = store.listFiles(folder)) {
        return files.filter(info -> info.size() >= 0).count();
      }
    }

    @Override
    public void delete(String key) {
      store.delete(key, DeleteOptions.strict());
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** Without it. */
  final class OfDriver implements Calls {
    private final MemoryDriver driver = MemoryDriver.create();
    private final Call call = new EndlessCall();

    @Override
    public byte[] read(String key) throws IOException {
      GetReply reply =
          driver.get(
              new GetRequest(key, ByteRange.ALL, ReadConditions.NONE, null, Detail.STATE), call);
      try (InputStream body = reply.body()) {
        byte[] bytes = new byte[Math.toIntExact(reply.length())];
        int from = 0;
        while (from < bytes.length) {
          from += body.read(bytes, from, bytes.length - from);
        }
        return bytes;
      }
    }

    @Override
    public Object write(String key, byte[] bytes) throws IOException {
      return driver.put(
          new PutRequest(
              key,
              Content.of(bytes),
              WriteCondition.NONE,
              Map.of(),
              ContentHeaders.NONE,
              Map.of(),
              null,
              null),
          call);
    }

    private @Nullable Entry look(String key, Detail detail) throws IOException {
      return driver.stat(StatRequest.of(key, detail), call);
    }

    @Override
    public boolean exists(String key) throws IOException {
      return look(key, Detail.KIND) != null;
    }

    @Override
    public boolean isFile(String key) throws IOException {
      Entry entry = look(key, Detail.KIND);
      return entry != null && entry.isFile();
    }

    @Override
    public @Nullable Object info(String key) throws IOException {
      return look(key, Detail.ALL);
    }

    @Override
    public long list(String folder) throws Exception {
      long count = 0;
      ListRequest request = new ListRequest(folder, ListRequest.Depth.DIRECT, null, 1000);
      try (Listing listing = driver.list(request, call)) {
        for (List<Entry> page = listing.next(call); page != null; page = listing.next(call)) {
          for (Entry entry : page) {
            count += entry.isFile() && entry.size() >= 0 ? 1 : 0;
          }
        }
      }
      return count;
    }

    @Override
    public void delete(String key) throws IOException {
      if (driver.delete(new DeleteRequest(key, WriteCondition.NONE, null), call)
          == DeleteReply.MISSING) {
        throw new IOException("not there: " + key);
      }
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Neither deadline nor cancellation. */
  final class EndlessCall implements Call {
    @Override
    public Operation operation() {
      return Operation.READ;
    }

    @Override
    public String scope() {
      return "";
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public long remainingNanos() {
      return Long.MAX_VALUE;
    }

    @Override
    public void check() {}

    @Override
    public void pause(Duration time) {
      throw new UnsupportedOperationException("memory never waits");
    }

    @Override
    public Hook onCancel(Runnable hook) {
      return () -> {};
    }
  }
}
