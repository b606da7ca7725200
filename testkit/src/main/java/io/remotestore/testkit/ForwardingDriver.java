package io.remotestore.testkit;

import io.remotestore.PresignedRequest;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.CopyPartRequest;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Ownership;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PartRequest;
import io.remotestore.spi.PresignRequest;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadHandle;
import io.remotestore.spi.RenameRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A driver that passes every primitive on to another one. All but {@link #features}, {@link
 * #address}, {@link #classify}, {@link #unwrap}, {@link #canCopyFrom}, {@link #hasRoomForToken} and
 * {@link #close} go through {@link #around}, so that one method sees them all.
 */
public abstract class ForwardingDriver implements Driver {
  private final Driver delegate;

  /** Passes on to {@code delegate}. */
  protected ForwardingDriver(Driver delegate) {
    this.delegate = delegate;
  }

  /** A primitive about to be called. */
  protected interface Primitive<T extends @Nullable Object> {
    /** Calls it. */
    T call() throws Exception;
  }

  /** Surrounds a primitive; passes it on unless overridden. */
  protected <T extends @Nullable Object> T around(String name, Primitive<T> primitive, Call call)
      throws Exception {
    return primitive.call();
  }

  private void run(String name, VoidPrimitive primitive, Call call) throws Exception {
    Object unused =
        around(
            name,
            () -> {
              primitive.call();
              return true;
            },
            call);
  }

  private interface VoidPrimitive {
    void call() throws Exception;
  }

  @Override
  public Features features() {
    return delegate.features();
  }

  @Override
  public Address address() {
    return delegate.address();
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return delegate.classify(cause, call);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return delegate.unwrap(type);
  }

  @Override
  public boolean canCopyFrom(Driver source) {
    return delegate.canCopyFrom(source);
  }

  @Override
  public boolean hasRoomForToken(Map<String, String> metadata, String token) {
    return delegate.hasRoomForToken(metadata, token);
  }

  @Override
  public void close() throws IOException {
    delegate.close();
  }

  @Override
  @SuppressWarnings("NullAway") // null is what the other driver answered
  public @Nullable Entry stat(StatRequest request, Call call) throws Exception {
    return around("stat", () -> delegate.stat(request, call), call);
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    return around("get", () -> delegate.get(request, call), call);
  }

  @Override
  public void probe(Call call) throws Exception {
    run("probe", () -> delegate.probe(call), call);
  }

  @Override
  public ReadHandle openRead(GetRequest request, Call call) throws Exception {
    return around("openRead", () -> delegate.openRead(request, call), call);
  }

  @Override
  public Entry put(PutRequest request, Call call) throws Exception {
    return around("put", () -> delegate.put(request, call), call);
  }

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    return around("openWrite", () -> delegate.openWrite(request, call), call);
  }

  @Override
  public String beginParts(PutRequest request, Call call) throws Exception {
    return around("beginParts", () -> delegate.beginParts(request, call), call);
  }

  @Override
  public String beginPresignedParts(PutRequest request, Call call) throws Exception {
    return around("beginPresignedParts", () -> delegate.beginPresignedParts(request, call), call);
  }

  @Override
  public PartReply putPart(PartRequest request, Call call) throws Exception {
    return around("putPart", () -> delegate.putPart(request, call), call);
  }

  @Override
  public Entry completeParts(CompleteRequest request, Call call) throws Exception {
    return around("completeParts", () -> delegate.completeParts(request, call), call);
  }

  @Override
  public void abortParts(String key, String uploadId, Call call) throws Exception {
    run("abortParts", () -> delegate.abortParts(key, uploadId, call), call);
  }

  @Override
  public Ownership ownership(PutRequest request, Call call) throws Exception {
    return around("ownership", () -> delegate.ownership(request, call), call);
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    return around("list", () -> delegate.list(request, call), call);
  }

  @Override
  public Listing listVersions(String key, Call call) throws Exception {
    return around("listVersions", () -> delegate.listVersions(key, call), call);
  }

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws Exception {
    return around("delete", () -> delegate.delete(request, call), call);
  }

  @Override
  public List<DeleteManyResult> deleteMany(List<String> keys, Call call) throws Exception {
    return around("deleteMany", () -> delegate.deleteMany(keys, call), call);
  }

  @Override
  public void rename(RenameRequest request, Call call) throws Exception {
    run("rename", () -> delegate.rename(request, call), call);
  }

  @Override
  public String beginCopy(CopyRequest request, PutRequest put, Call call) throws Exception {
    return around("beginCopy", () -> delegate.beginCopy(request, put, call), call);
  }

  @Override
  public PartReply copyPart(CopyPartRequest request, Call call) throws Exception {
    return around("copyPart", () -> delegate.copyPart(request, call), call);
  }

  @Override
  public void copy(CopyRequest request, Call call) throws Exception {
    run("copy", () -> delegate.copy(request, call), call);
  }

  @Override
  public void createFolder(String key, Call call) throws Exception {
    run("createFolder", () -> delegate.createFolder(key, call), call);
  }

  @Override
  public DeleteReply removeFolder(String key, Call call) throws Exception {
    return around("removeFolder", () -> delegate.removeFolder(key, call), call);
  }

  @Override
  public PresignedRequest presign(PresignRequest request, Call call) throws Exception {
    return around("presign", () -> delegate.presign(request, call), call);
  }

  @Override
  public Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) throws Exception {
    return around("unfinishedWrites", () -> delegate.unfinishedWrites(folder, call), call);
  }

  @Override
  public boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws Exception {
    return around("discard", () -> delegate.discard(write, claim, call), call);
  }
}
