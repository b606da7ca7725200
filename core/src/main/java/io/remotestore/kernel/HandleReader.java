package io.remotestore.kernel;

import io.remotestore.RemoteStoreException;
import io.remotestore.StoreInputStream;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.ReadHandle;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Random access over one open handle of the driver. */
final class HandleReader extends KernelReader {
  private final ReadHandle handle;

  HandleReader(OperationCall call, ReadHandle handle) {
    super(call, handle.entry());
    this.handle = handle;
  }

  @Override
  protected int readSome(long position, ByteBuffer target) throws IOException {
    try {
      int n = handle.read(position, target, call);
      if (n > 0) {
        return n;
      }
    } catch (RemoteStoreException e) {
      throw Failures.io(e);
    } catch (IOException e) {
      throw Failures.io(Failures.exception(call, Failures.of(e, call), e));
    }
    Failure shrunk =
        Failure.rejected(Kind.CONTENT_CHANGED)
            .withDetail("it ends at byte " + position + " instead of " + size());
    throw Failures.io(Failures.exception(call, shrunk, null));
  }

  @Override
  public StoreInputStream stream(long offset) {
    return new ReaderStream(this, call, offset);
  }

  @Override
  protected void release() {
    try {
      handle.close();
    } catch (IOException e) {
      throw Failures.exception(call, Failures.of(e, call), e);
    }
  }
}
