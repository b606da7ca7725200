package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.ContentChangedException;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreInputStream;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest.Detail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random access by ranged requests, bound to one state of the file where a validator names it. */
final class RangedReader extends KernelReader {
  private final @Nullable String version;
  private final ReadAhead ahead;

  RangedReader(OperationCall call, Entry entry, @Nullable String version) {
    super(call, entry);
    this.version = version;
    this.ahead =
        new ReadAhead(entry.size(), (position, target) -> fetch(call.fork(), position, target));
  }

  @Override
  protected int readSome(long position, ByteBuffer target) throws IOException {
    return ahead.read(position, target);
  }

  /** Fills {@code target}, all of which lies within the file. */
  private void fetch(OperationCall part, long position, ByteBuffer target) throws IOException {
    try (StoreInputStream in = stream(part, position, target.remaining())) {
      while (target.hasRemaining()) {
        int n =
            in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
        if (n < 0) {
          throw new IOException("The range ended early at byte " + position);
        }
        target.position(target.position() + n);
      }
    }
  }

  private StoreInputStream stream(OperationCall part, long position, long length) {
    ReadConditions conditions =
        entry.revision() == null ? ReadConditions.NONE : ReadConditions.ifMatch(entry.revision());
    GetRequest request =
        new GetRequest(
            entry.key(), ByteRange.of(position, length), conditions, version, Detail.STATE);
    try {
      KernelInputStream in =
          new KernelInputStream(part, request, part.engine().reads.fetchState(part, request));
      if (isOther(in.info())) {
        in.close();
        throw changed(part, null);
      }
      return in;
    } catch (PreconditionFailedException | NotFoundException e) {
      throw changed(part, e);
    }
  }

  /** Where no validator binds the requests, size and time tell, as far as they do. */
  private boolean isOther(FileInfo now) {
    if (entry.revision() != null) {
      return false;
    }
    boolean sized = now.size() != FileInfo.UNKNOWN_SIZE && now.size() != entry.size();
    boolean timed =
        now.modifiedAt() != null
            && entry.modifiedAt() != null
            && !now.modifiedAt().equals(entry.modifiedAt());
    return sized || timed;
  }

  private static ContentChangedException changed(OperationCall part, @Nullable Exception cause) {
    return new ContentChangedException(
        part.details("The file changed since it was opened").hint("open it again").build(), cause);
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (target.hasArray()) {
      return typedRead(position, target);
    }
    ByteBuffer heap =
        ByteBuffer.allocate((int) Math.max(0, Math.min(target.remaining(), size() - position)));
    int n = typedRead(position, heap);
    target.put(heap.flip());
    return n;
  }

  private int typedRead(long position, ByteBuffer target) throws IOException {
    try {
      return super.read(position, target);
    } catch (RemoteStoreException e) {
      throw Failures.io(e);
    }
  }

  @Override
  protected void fill(List<ByteRange> ranges, List<ByteBuffer> buffers) throws IOException {
    int gap = call.engine().options.mergeGap();
    Parallel parallel = new Parallel(call, call.engine().options.concurrency());
    try {
      for (VectoredPlan.Fetch fetch : VectoredPlan.of(ranges, size(), gap)) {
        parallel.submit(part -> fill(part, fetch, buffers));
      }
      parallel.join();
    } catch (RemoteStoreException e) {
      throw Failures.io(e);
    } finally {
      parallel.close();
    }
  }

  private void fill(OperationCall part, VectoredPlan.Fetch fetch, List<ByteBuffer> buffers)
      throws IOException {
    if (fetch.members().size() == 1) {
      VectoredPlan.Member only = fetch.members().get(0);
      fetch(part, only.position(), buffers.get(only.index()));
      return;
    }
    ByteBuffer merged = ByteBuffer.allocate(fetch.length());
    fetch(part, fetch.position(), merged);
    for (VectoredPlan.Member member : fetch.members()) {
      ByteBuffer target = buffers.get(member.index());
      int from = (int) (member.position() - fetch.position());
      target.put(merged.duplicate().clear().position(from).limit(from + target.remaining()));
    }
  }

  @Override
  public StoreInputStream stream(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset is negative: " + offset);
    }
    if (offset > size()) {
      throw Reads.beyondEnd(call, offset, size());
    }
    if (offset == size()) {
      return new ReaderStream(this, call, offset);
    }
    return stream(call.fork(), offset, size() - offset);
  }

  @Override
  protected void release() {}
}
