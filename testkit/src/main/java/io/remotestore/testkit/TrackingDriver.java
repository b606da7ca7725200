package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.Driver;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Knows what a driver handed out and did not get back, and how often each primitive was called. */
public final class TrackingDriver extends ForwardingDriver {
  private final Map<Object, String> open = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** Watches {@code delegate}. */
  public TrackingDriver(Driver delegate) {
    super(delegate);
  }

  /** How often primitives were called since the last {@link #resetCalls}. */
  public int calls() {
    return calls.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** How often one primitive was called. */
  public int calls(String primitive) {
    AtomicInteger count = calls.get(primitive);
    return count == null ? 0 : count.get();
  }

  /** The primitives called, with how often. */
  public Map<String, AtomicInteger> callCounts() {
    return Map.copyOf(calls);
  }

  /** Begins to count anew. */
  public void resetCalls() {
    calls.clear();
  }

  /** Fails if anything is still open: bodies, handles, listings, part uploads. */
  public void assertNothingOpen() {
    assertThat(open.values()).as("handed out by the driver and not given back").isEmpty();
  }

  @Override
  protected <T extends @Nullable Object> T around(String name, Primitive<T> primitive, Call call)
      throws Exception {
    calls.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    return super.around(name, primitive, call);
  }

  private <T> T opened(Object id, String what, T resource) {
    open.put(id, what);
    return resource;
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    GetReply reply = super.get(request, call);
    Object id = new Object();
    InputStream body =
        new FilterInputStream(reply.body()) {
          @Override
          public void close() throws IOException {
            open.remove(id);
            super.close();
          }
        };
    return opened(
        id,
        "body of " + request,
        new GetReply(reply.entry(), reply.offset(), reply.length(), body));
  }

  @Override
  public ReadHandle openRead(GetRequest request, Call call) throws Exception {
    ReadHandle handle = super.openRead(request, call);
    Object id = new Object();
    return opened(
        id,
        "handle of " + request,
        new ReadHandle() {
          @Override
          public Entry entry() {
            return handle.entry();
          }

          @Override
          public int read(long position, ByteBuffer target, Call inner) throws IOException {
            return handle.read(position, target, inner);
          }

          @Override
          public void close() throws IOException {
            open.remove(id);
            handle.close();
          }
        });
  }

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    WriteHandle handle = super.openWrite(request, call);
    Object id = new Object();
    return opened(
        id,
        "writer of " + request.key(),
        new WriteHandle() {
          @Override
          public void write(byte[] bytes, int offset, int length, Call inner) throws IOException {
            handle.write(bytes, offset, length, inner);
          }

          @Override
          public Entry publish(Call inner) throws Exception {
            return around("publish", () -> handle.publish(inner), inner);
          }

          @Override
          public void close() throws IOException {
            open.remove(id);
            handle.close();
          }
        });
  }

  @Override
  public String beginParts(PutRequest request, Call call) throws Exception {
    String id = super.beginParts(request, call);
    return opened(id, "upload to " + request.key(), id);
  }

  @Override
  public Entry completeParts(CompleteRequest request, Call call) throws Exception {
    Entry entry = super.completeParts(request, call);
    open.remove(request.uploadId());
    return entry;
  }

  @Override
  public void abortParts(String key, String uploadId, Call call) throws Exception {
    super.abortParts(key, uploadId, call);
    open.remove(uploadId);
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    return tracked("listing of " + request, super.list(request, call));
  }

  @Override
  public Listing listVersions(String key, Call call) throws Exception {
    return tracked("versions of " + key, super.listVersions(key, call));
  }

  private Listing tracked(String what, Listing listing) {
    Object id = new Object();
    return opened(
        id,
        what,
        new Listing() {
          @Override
          public @Nullable List<Entry> next(Call inner) throws Exception {
            return listing.next(inner);
          }

          @Override
          public void close() throws IOException {
            open.remove(id);
            listing.close();
          }
        });
  }
}
