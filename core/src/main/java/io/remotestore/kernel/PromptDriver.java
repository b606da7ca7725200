package io.remotestore.kernel;

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
 * A driver whose waits notice no interrupt, made prompt: each primitive, and each read, write and
 * close of what a primitive returns, runs on a thread of the library. The caller leaves when its
 * call is interrupted or its deadline passes.
 */
final class PromptDriver implements Driver {
  private final Driver driver;
  private final Threads threads;

  PromptDriver(Driver driver, Threads threads) {
    this.driver = driver;
    this.threads = threads;
  }

  private <T extends @Nullable Object> T run(Call call, Attempts.Attempt<T> primitive)
      throws Exception {
    return Offload.run(threads, (OperationCall) call, primitive);
  }

  private interface Change {
    void run() throws Exception;
  }

  private void change(Call call, Change primitive) throws Exception {
    boolean unused =
        run(
            call,
            () -> {
              primitive.run();
              return true;
            });
  }

  @Override
  public Features features() {
    return driver.features();
  }

  @Override
  public Address address() {
    return driver.address();
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return driver.classify(cause, call);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return driver.unwrap(type);
  }

  @Override
  public boolean canCopyFrom(Driver source) {
    return driver.canCopyFrom(source);
  }

  @Override
  public boolean hasRoomForToken(Map<String, String> metadata, String token) {
    return driver.hasRoomForToken(metadata, token);
  }

  @Override
  public void close() throws IOException {
    driver.close();
  }

  @Override
  @SuppressWarnings("NullAway") // null is what the driver answered
  public @Nullable Entry stat(StatRequest request, Call call) throws Exception {
    return run(call, () -> driver.stat(request, call));
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    GetReply reply = run(call, () -> driver.get(request, call));
    PromptBody body = new PromptBody(threads, (OperationCall) call, reply.body());
    return new GetReply(reply.entry(), reply.offset(), reply.length(), body);
  }

  @Override
  public void probe(Call call) throws Exception {
    change(call, () -> driver.probe(call));
  }

  @Override
  public ReadHandle openRead(GetRequest request, Call call) throws Exception {
    ReadHandle handle = run(call, () -> driver.openRead(request, call));
    return new PromptReadHandle(threads, (OperationCall) call, handle);
  }

  @Override
  public Entry put(PutRequest request, Call call) throws Exception {
    return run(call, () -> driver.put(request, call));
  }

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    WriteHandle handle = run(call, () -> driver.openWrite(request, call));
    return new PromptWriteHandle(threads, (OperationCall) call, handle);
  }

  @Override
  public String beginParts(PutRequest request, Call call) throws Exception {
    return run(call, () -> driver.beginParts(request, call));
  }

  @Override
  public String beginPresignedParts(PutRequest request, Call call) throws Exception {
    return run(call, () -> driver.beginPresignedParts(request, call));
  }

  @Override
  public PartReply putPart(PartRequest request, Call call) throws Exception {
    return run(call, () -> driver.putPart(request, call));
  }

  @Override
  public Entry completeParts(CompleteRequest request, Call call) throws Exception {
    return run(call, () -> driver.completeParts(request, call));
  }

  @Override
  public void abortParts(String key, String uploadId, Call call) throws Exception {
    change(call, () -> driver.abortParts(key, uploadId, call));
  }

  @Override
  public Ownership ownership(PutRequest request, Call call) throws Exception {
    return run(call, () -> driver.ownership(request, call));
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    Listing listing = run(call, () -> driver.list(request, call));
    return new PromptListing(threads, (OperationCall) call, listing);
  }

  @Override
  public Listing listVersions(String key, Call call) throws Exception {
    Listing listing = run(call, () -> driver.listVersions(key, call));
    return new PromptListing(threads, (OperationCall) call, listing);
  }

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws Exception {
    return run(call, () -> driver.delete(request, call));
  }

  @Override
  public List<DeleteManyResult> deleteMany(List<String> keys, Call call) throws Exception {
    return run(call, () -> driver.deleteMany(keys, call));
  }

  @Override
  public void rename(RenameRequest request, Call call) throws Exception {
    change(call, () -> driver.rename(request, call));
  }

  @Override
  public void copy(CopyRequest request, Call call) throws Exception {
    change(call, () -> driver.copy(request, call));
  }

  @Override
  public String beginCopy(CopyRequest request, PutRequest put, Call call) throws Exception {
    return run(call, () -> driver.beginCopy(request, put, call));
  }

  @Override
  public PartReply copyPart(CopyPartRequest request, Call call) throws Exception {
    return run(call, () -> driver.copyPart(request, call));
  }

  @Override
  public void createFolder(String key, Call call) throws Exception {
    change(call, () -> driver.createFolder(key, call));
  }

  @Override
  public DeleteReply removeFolder(String key, Call call) throws Exception {
    return run(call, () -> driver.removeFolder(key, call));
  }

  @Override
  public PresignedRequest presign(PresignRequest request, Call call) throws Exception {
    return run(call, () -> driver.presign(request, call));
  }

  @Override
  public Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) throws Exception {
    Stream<UnfinishedWrite> writes = run(call, () -> driver.unfinishedWrites(folder, call));
    return new PromptIterator<>(threads, (OperationCall) call, writes).stream();
  }

  @Override
  public boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws Exception {
    return run(call, () -> driver.discard(write, claim, call));
  }
}
