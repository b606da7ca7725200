package io.remotestore.kernel;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.ReadHandle;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Positional reads on threads of the library. A caller that leaves takes its buffer along, and the
 * handle stays usable for the others.
 */
final class PromptReadHandle implements ReadHandle {
  private static final int MOST = 1 << 20;

  private final Threads threads;
  private final OperationCall opening;
  private final ReadHandle handle;

  PromptReadHandle(Threads threads, OperationCall opening, ReadHandle handle) {
    this.threads = threads;
    this.opening = opening;
    this.handle = handle;
  }

  @Override
  public Entry entry() {
    return handle.entry();
  }

  @Override
  public int read(long position, ByteBuffer target, Call call) throws IOException {
    OperationCall own = ((OperationCall) call).fork();
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(target.remaining(), MOST));
    int n = new Lane(threads).run(own, () -> handle.read(position, bytes, own));
    target.put(bytes.flip());
    return n;
  }

  @Override
  public void close() throws IOException {
    new Lane(threads).close(opening, handle);
  }
}
