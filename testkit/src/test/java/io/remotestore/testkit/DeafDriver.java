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
import io.remotestore.spi.WriteHandle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A driver that waits at one place until it is released, whatever happens to the call: neither
 * interrupts nor cancel hooks end the wait. Places are primitives, and {@code body.read}, {@code
 * body.close}, {@code handle.read} and the like for what primitives return.
 */
final class DeafDriver extends ForwardingDriver {
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile @Nullable String place;

  DeafDriver(Driver delegate) {
    super(delegate);
  }

  /** Waits at {@code value} from now on. */
  void waitAt(String value) {
    place = value;
  }

  /** Returns when the driver waits. */
  void awaitWaiting() throws InterruptedException {
    waiting.await();
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
    waiting.countDown();
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
            at("body.close");
            super.close();
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
        at("handle.close");
        handle.close();
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
        at("temporary.close");
        handle.close();
      }
    };
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    Listing listing = super.list(request, call);
    return new Listing() {
      @Override
      public @Nullable List<Entry> next(Call inner) throws Exception {
        at("listing.next");
        return listing.next(inner);
      }

      @Override
      public void close() throws IOException {
        at("listing.close");
        listing.close();
      }
    };
  }
}
