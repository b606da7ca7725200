package io.remotestore.testkit;

import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadHandle;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.WriteHandle;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A driver that waits at one place until it is released, whatever happens to the call: neither
 * interrupts nor cancel hooks end the wait. Places are primitives, and {@code body.read}, {@code
 * body.close}, {@code handle.read} and the like for what primitives return.
 */
final class DeafDriver extends ForwardingDriver {
  private final CompletableFuture<Boolean> waiting = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final Map<String, CountDownLatch> passed = new ConcurrentHashMap<>();
  private volatile @Nullable String place;

  DeafDriver(Driver delegate) {
    super(delegate);
  }

  /** Waits at {@code value} from now on. */
  void waitAt(String value) {
    place = value;
  }

  /** Returns when the driver waits. */
  void awaitWaiting() {
    waiting.join();
  }

  /** Returns when the driver waits, or {@code outcome} is there; returns true if it waits. */
  boolean waitsBefore(CompletableFuture<?> outcome) {
    CompletableFuture.anyOf(waiting, outcome).join();
    return hasWaited();
  }

  /** Returns true if the driver waits, or has waited. */
  boolean hasWaited() {
    return waiting.isDone();
  }

  /** Returns when what a primitive returned has been closed, such as {@code body.close}. */
  void awaitPassed(String close) throws InterruptedException {
    passed(close).await();
  }

  private CountDownLatch passed(String close) {
    return passed.computeIfAbsent(close, name -> new CountDownLatch(1));
  }

  /** Ends the wait, and waits nowhere from now on. */
  void release() {
    place = null;
    released.countDown();
  }

  private void at(String reached) {
    if (!reached.equals(place)) {
      return;
    }
    waiting.complete(true);
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Features features() {
    return super.features().toBuilder().uninterruptible().build();
  }

  @Override
  protected <T extends @Nullable Object> T around(String name, Primitive<T> primitive, Call call)
      throws Exception {
    at(name);
    return primitive.call();
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    GetReply reply = super.get(request, call);
    FilterInputStream body =
        new FilterInputStream(reply.body()) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            at("body.read");
            return super.read(target, offset, length);
          }

          @Override
          public void close() throws IOException {
            DeafDriver.this.close("body.close", in);
          }
        };
    return new GetReply(reply.entry(), reply.offset(), reply.length(), body);
  }

  @Override
  public ReadHandle openRead(GetRequest request, Call call) throws Exception {
    ReadHandle handle = super.openRead(request, call);
    return new ReadHandle() {
      @Override
      public Entry entry() {
        return handle.entry();
      }

      @Override
      public int read(long position, ByteBuffer target, Call inner) throws IOException {
        at("handle.read");
        return handle.read(position, target, inner);
      }

      @Override
      public void close() throws IOException {
        DeafDriver.this.close("handle.close", handle);
      }
    };
  }

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    WriteHandle handle = super.openWrite(request, call);
    return new WriteHandle() {
      @Override
      public void write(byte[] bytes, int offset, int length, Call inner) throws IOException {
        at("temporary.write");
        handle.write(bytes, offset, length, inner);
      }

      @Override
      public Entry publish(Call inner) throws Exception {
        at("temporary.publish");
        return handle.publish(inner);
      }

      @Override
      public void close() throws IOException {
        DeafDriver.this.close("temporary.close", handle);
      }
    };
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    return deaf("listing", super.list(request, call));
  }

  @Override
  public Listing listVersions(String key, Call call) throws Exception {
    return deaf("versions", super.listVersions(key, call));
  }

  private Listing deaf(String name, Listing listing) {
    return new Listing() {
      @Override
      public @Nullable List<Entry> next(Call inner) throws Exception {
        at(name + ".next");
        return listing.next(inner);
      }

      @Override
      public void close() throws IOException {
        DeafDriver.this.close(name + ".close", listing);
      }
    };
  }

  @Override
  public Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) throws Exception {
    Stream<UnfinishedWrite> writes = super.unfinishedWrites(folder, call);
    return writes.peek(write -> at("writes.next")).onClose(() -> at("writes.close"));
  }

  private void close(String name, Closeable resource) throws IOException {
    at(name);
    resource.close();
    passed(name).countDown();
  }
}
