package io.remotestore.memory;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.ReadHandle;
import java.nio.ByteBuffer;

/** Positional reads on the state that a file had when it was opened. */
final class BlobHandle implements ReadHandle {
  private final Entry entry;
  private final Blob blob;

  BlobHandle(Entry entry, Blob blob) {
    this.entry = entry;
    this.blob = blob;
  }

  @Override
  public Entry entry() {
    return entry;
  }

  @Override
  public int read(long position, ByteBuffer target, Call call) {
    if (target.hasArray()) {
      int n =
          blob.copy(
              position,
              target.array(),
              target.arrayOffset() + target.position(),
              target.remaining());
      target.position(target.position() + Math.max(0, n));
      return n;
    }
    byte[] bytes = new byte[Math.min(target.remaining(), 64 * 1024)];
    int n = blob.copy(position, bytes, 0, bytes.length);
    target.put(bytes, 0, Math.max(0, n));
    return n;
  }

  @Override
  public void close() {}
}
