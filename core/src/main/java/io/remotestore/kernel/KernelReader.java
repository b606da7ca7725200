package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.FileInfo;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreReader;
import io.remotestore.spi.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random access over whatever {@link #readSome} reads from. */
abstract class KernelReader implements StoreReader {
  protected final OperationCall call;
  protected final Entry entry;
  private final FileInfo info;
  private final Leaks.@Nullable Watch watch;
  private volatile boolean closed;

  KernelReader(OperationCall call, Entry entry) {
    this.call = call;
    this.entry = entry;
    this.info = Entries.info(call.walls(), entry);
    this.watch = call.engine().leaks.watch(this, call);
  }

  /** Reads at least a byte into {@code target}, which has room, from before the end of the file. */
  protected abstract int readSome(long position, ByteBuffer target) throws IOException;

  /** Gives back what is held. Called once. */
  protected abstract void release();

  @Override
  public FileInfo info() {
    return info;
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position is negative: " + position);
    }
    checkOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= size()) {
      return -1;
    }
    int wanted = (int) Math.min(target.remaining(), size() - position);
    int limit = target.limit();
    target.limit(target.position() + wanted);
    try {
      while (target.hasRemaining()) {
        checkGoing();
        int n = readSome(position + (wanted - target.remaining()), target);
        call.transferred(n);
      }
    } finally {
      target.limit(limit);
    }
    return wanted;
  }

  @Override
  public byte[] read(ByteRange range) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(lengthOf(range));
    if (buffer.hasRemaining()) {
      int unused = read(range.startIn(size()), buffer);
    }
    return buffer.array();
  }

  @Override
  public List<ByteBuffer> readVectored(List<ByteRange> ranges) throws IOException {
    List<ByteBuffer> buffers = new ArrayList<>(ranges.size());
    for (ByteRange range : ranges) {
      buffers.add(ByteBuffer.allocate(lengthOf(range)));
    }
    checkOpen();
    fill(ranges, buffers);
    buffers.forEach(ByteBuffer::flip);
    return buffers;
  }

  /** Fills each buffer, which is as large as its range is clipped to the file. */
  protected void fill(List<ByteRange> ranges, List<ByteBuffer> buffers) throws IOException {
    for (int i = 0; i < ranges.size(); i++) {
      if (buffers.get(i).hasRemaining()) {
        int unused = read(ranges.get(i).startIn(size()), buffers.get(i));
      }
    }
  }

  private int lengthOf(ByteRange range) throws IOException {
    long start = range.startIn(size());
    if (start > size()) {
      throw Failures.io(Reads.beyondEnd(call, start, size()));
    }
    long length = range.lengthIn(size());
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(length + " bytes do not fit into an array");
    }
    return (int) length;
  }

  @Override
  public SeekableByteChannel channel() {
    return new ReaderChannel(this);
  }

  protected void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("The reader is closed");
    }
  }

  private void checkGoing() throws IOException {
    try {
      call.check();
    } catch (RemoteStoreException e) {
      throw Failures.io(e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (watch != null) {
      watch.closed();
    }
    try {
      release();
    } finally {
      call.finished(null);
    }
  }
}
