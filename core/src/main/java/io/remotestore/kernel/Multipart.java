package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.CopyPartRequest;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.Entry;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PartRequest;
import io.remotestore.spi.PutRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that go up in parts: some of them at a time, each tried again by itself, published together
 * under the condition of the write, discarded together whenever that does not happen. Bytes that
 * fit into the first part go up in one put.
 */
final class Multipart implements Sink {
  private static final byte[] NO_BYTES = {};
  private static final int FIRST_BUFFER = 64 * 1024;

  /** What a part that may end up smaller gets to begin with. */
  private static final int MOST_AT_ONCE = 16 << 20;

  private final OperationCall call;
  private final Engine engine;
  private final PutRequest whole;
  private final PutRequest request;
  private final PartSizes sizes;
  private final Parallel parallel;
  private final Attempts.Attempt<String> beginning;
  private final List<PartReply> parts = Collections.synchronizedList(new ArrayList<>());

  /** Buffers of parts that arrived: so many are in use as parts are under way, and one. */
  private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

  private @Nullable String uploadId;
  private @Nullable SliceChecksums checksums;
  private int number = 1;
  private byte[] buffer;
  private int filled;
  private boolean published;

  Multipart(OperationCall call, PutRequest request, PartSizes sizes) throws IOException {
    this(call, request, sizes, put -> call.engine().driver.beginParts(put, call));
  }

  private Multipart(OperationCall call, PutRequest request, PartSizes sizes, Beginning beginning)
      throws IOException {
    this.call = call;
    this.engine = call.engine();
    this.whole = request;
    this.request = engine.writes.recognizable(request);
    this.sizes = sizes;
    this.beginning = () -> beginning.begin(this.request);
    this.parallel = new Parallel(call, engine.options.concurrency());
    this.buffer = new byte[(int) Math.min(FIRST_BUFFER, sizes.of(1))];
  }

  /** Begins the upload on the backend, and returns its id. */
  private interface Beginning {
    String begin(PutRequest request) throws Exception;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      int partSize = Math.toIntExact(sizes.of(number));
      if (filled == partSize) {
        send();
        continue;
      }
      int n = Math.min(left, partSize - filled);
      reserve(filled + n, partSize);
      System.arraycopy(bytes, from, buffer, filled, n);
      filled += n;
      from += n;
      left -= n;
    }
  }

  private void reserve(int needed, int partSize) {
    if (buffer.length == 0) {
      buffer = nextBuffer(partSize);
    }
    if (needed > buffer.length) {
      buffer =
          Arrays.copyOf(buffer, (int) Math.min(partSize, Math.max(needed, buffer.length * 2L)));
    }
  }

  /**
   * Hands the buffer to a worker, once one is free; the next part gets that of a part that arrived.
   */
  private void send() {
    byte[] full = buffer;
    Content content = Content.of(filled == full.length ? full : Arrays.copyOf(full, filled));
    sendPart(number++, content, () -> spare.add(full));
    buffer = NO_BYTES;
    filled = 0;
  }

  private byte[] nextBuffer(int partSize) {
    byte[] next = spare.poll();
    return next != null && next.length == partSize
        ? next
        : new byte[Math.min(partSize, MOST_AT_ONCE)];
  }

  private void sendPart(int partNumber, Content content, Runnable arrived) {
    String id = begin();
    PartRequest part = new PartRequest(request.key(), id, partNumber, content);
    parallel.submit(
        worker -> {
          parts.add(engine.attempts.run(worker, () -> engine.driver.putPart(part, worker)));
          worker.transferred(content.size());
          arrived.run();
        });
  }

  private String begin() {
    String id = uploadId;
    if (id == null) {
      id = engine.attempts.run(call, beginning);
      uploadId = id;
    }
    return id;
  }

  /**
   * Sends content that can be opened at any offset without holding a part of it in memory. Nothing
   * is published if the bytes do not have the checksum of their source.
   */
  void sendSlices(Content content, @Nullable StoredDigest stored) throws IOException {
    checksums = stored == null ? null : new SliceChecksums(stored);
    long offset = 0;
    while (offset < content.size()) {
      long length = Math.min(sizes.of(number), content.size() - offset);
      sendPart(number++, new SliceContent(content, offset, length, checksums), () -> {});
      offset += length;
    }
  }

  /** Copies a file part by part without its bytes coming here, and publishes the copy. */
  static Entry copy(OperationCall call, CopyRequest copy, PutRequest request, PartSizes sizes)
      throws IOException {
    Beginning beginning = put -> call.engine().driver.beginCopy(copy, put, call);
    try (Multipart parts = new Multipart(call, request, sizes, beginning)) {
      parts.copyRanges(copy);
      return parts.publish();
    }
  }

  private void copyRanges(CopyRequest copy) throws IOException {
    String id = begin();
    long offset = 0;
    while (offset < copy.source().size()) {
      long length = Math.min(sizes.of(number), copy.source().size() - offset);
      CopyPartRequest part = new CopyPartRequest(copy, id, number++, ByteRange.of(offset, length));
      parallel.submit(
          worker ->
              parts.add(engine.attempts.run(worker, () -> engine.driver.copyPart(part, worker))));
      offset += length;
    }
  }

  @Override
  public Entry publish() {
    if (uploadId == null) {
      published = true;
      return engine.writes.put(call, whole.withContent(Content.of(Arrays.copyOf(buffer, filled))));
    }
    if (filled > 0) {
      send();
    }
    parallel.join();
    if (checksums != null) {
      checksums.verify();
    }
    List<PartReply> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingInt(PartReply::number));
    CompleteRequest complete = new CompleteRequest(request, uploadId, sorted);
    long size = sorted.stream().mapToLong(PartReply::size).sum();
    Entry entry =
        engine.attempts.run(
            call,
            () -> engine.driver.completeParts(complete, call),
            engine.writes.doubt(call, request, size, true));
    published = true;
    return entry;
  }

  @Override
  public void close() {
    parallel.close();
    String id = uploadId;
    if (published || id == null) {
      return;
    }
    engine.cleanups.run(call, "An upload could not be aborted: " + id, own -> abort(id, own));
  }

  /** A sweep finds one that stays behind. */
  private void abort(String id, OperationCall own) {
    boolean unused =
        engine.attempts.run(
            own,
            () -> {
              engine.driver.abortParts(request.key(), id, own);
              return true;
            });
  }
}
