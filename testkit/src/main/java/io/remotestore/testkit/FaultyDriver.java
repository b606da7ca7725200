package io.remotestore.testkit;

import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadHandle;
import io.remotestore.spi.WriteHandle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A driver that fails as it is told: before a primitive, after it, in the middle of a body, by
 * never answering. Primitives carry the names of their methods; {@code publish}, {@code write},
 * {@code next} and {@code read} are those of handles and listings.
 */
public final class FaultyDriver extends ForwardingDriver {
  private final Map<String, Queue<Fault>> plan = new ConcurrentHashMap<>();
  private final CountDownLatch blocked = new CountDownLatch(1);

  /** Passes on to {@code delegate} what it is not told to spoil. */
  public FaultyDriver(Driver delegate) {
    super(delegate);
  }

  /** Spoils the next call of a primitive that no earlier fault was planned for. */
  public FaultyDriver next(String primitive, Fault fault) {
    synchronized (plan) {
      plan.computeIfAbsent(primitive, p -> new ArrayDeque<>()).add(fault);
    }
    return this;
  }

  /** Spoils the next {@code count} calls of a primitive. */
  public FaultyDriver next(String primitive, int count, Fault fault) {
    for (int i = 0; i < count; i++) {
      next(primitive, fault);
    }
    return this;
  }

  /** Drops the faults that did not happen. */
  public void clear() {
    synchronized (plan) {
      plan.clear();
    }
  }

  /** How many planned faults did not happen. */
  public int pending() {
    synchronized (plan) {
      return plan.values().stream().mapToInt(Queue::size).sum();
    }
  }

  /** Waits until a call blocks. */
  public void awaitBlocked() throws InterruptedException {
    blocked.await();
  }

  private @Nullable Fault take(String primitive) {
    synchronized (plan) {
      Queue<Fault> faults = plan.get(primitive);
      return faults == null ? null : faults.poll();
    }
  }

  @Override
  protected <T extends @Nullable Object> T around(String name, Primitive<T> primitive, Call call)
      throws Exception {
    Fault fault = take(name);
    if (fault == null) {
      return primitive.call();
    }
    return switch (fault.moment()) {
      case BEFORE -> {
        fault.meanwhile().run();
        throw new DriverException(fault.failure());
      }
      case AFTER -> {
        Object result = primitive.call();
        fault.meanwhile().run();
        discard(result);
        throw new DriverException(fault.failure());
      }
      case BLOCKS -> {
        block(fault, call);
        throw new DriverException(fault.failure());
      }
      case IN_THE_BODY, BODY_ENDS -> spoiled(primitive.call(), fault);
    };
  }

  private static void discard(@Nullable Object result) throws IOException {
    if (result instanceof GetReply reply) {
      reply.body().close();
    } else if (result instanceof java.io.Closeable resource) {
      resource.close();
    }
  }

  /** Like a read on a socket: ends when a thread closes it, or when it is interrupted. */
  private void block(Fault fault, Call call) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (Call.Hook hook = call.onCancel(ended::countDown)) {
      fault.meanwhile().run();
      blocked.countDown();
      ended.await();
    }
  }

  @SuppressWarnings("unchecked") // a reply is replaced by a reply
  private static <T extends @Nullable Object> T spoiled(T result, Fault fault) {
    if (!(result instanceof GetReply reply)) {
      throw new IllegalArgumentException("only replies to get have bodies");
    }
    InputStream body = new SpoiledStream(reply.body(), fault);
    return (T) new GetReply(reply.entry(), reply.offset(), reply.length(), body);
  }

  private static final class SpoiledStream extends FilterInputStream {
    private final Fault fault;
    private long left;

    private SpoiledStream(InputStream in, Fault fault) {
      super(in);
      this.fault = fault;
      this.left = fault.atByte();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        fault.meanwhile().run();
        if (fault.moment() == Fault.Moment.BODY_ENDS) {
          return -1;
        }
        throw new DriverException(fault.failure());
      }
      int n = in.read(target, offset, (int) Math.min(left, length));
      left -= Math.max(0, n);
      return n;
    }
  }

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    WriteHandle handle = super.openWrite(request, call);
    return new WriteHandle() {
      @Override
      public void write(byte[] bytes, int offset, int length, Call inner) throws IOException {
        Fault fault = take("write");
        if (fault != null) {
          throw new DriverException(fault.failure());
        }
        handle.write(bytes, offset, length, inner);
      }

      @Override
      public Entry publish(Call inner) throws Exception {
        return around("publish", () -> handle.publish(inner), inner);
      }

      @Override
      public void close() throws IOException {
        handle.close();
      }
    };
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
        Fault fault = take("read");
        if (fault != null) {
          throw new DriverException(fault.failure());
        }
        return handle.read(position, target, inner);
      }

      @Override
      public void close() throws IOException {
        handle.close();
      }
    };
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    Listing listing = super.list(request, call);
    return new Listing() {
      @Override
      @SuppressWarnings("NullAway") // null is the end of the other listing
      public @Nullable List<Entry> next(Call inner) throws Exception {
        return around("next", () -> listing.next(inner), inner);
      }

      @Override
      public void close() throws IOException {
        listing.close();
      }
    };
  }
}
