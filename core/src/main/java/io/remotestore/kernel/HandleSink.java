package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Bytes that go into a temporary on the backend's side. */
final class HandleSink implements Sink {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private final OperationCall call;
  private final PutRequest request;
  private final WriteHandle handle;
  private long size;

  private HandleSink(OperationCall call, PutRequest request, WriteHandle handle) {
    this.call = call;
    this.request = request;
    this.handle = handle;
  }

  static HandleSink open(OperationCall call, PutRequest request) throws Exception {
    return new HandleSink(call, request, call.engine().driver.openWrite(request, call));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    handle.write(bytes, offset, length, call);
    size += length;
  }

  @Override
  public Entry publish() {
    Engine engine = call.engine();
    return engine.attempts.run(
        call, () -> handle.publish(call), engine.writes.doubt(call, request, size, true));
  }

  @Override
  public void close() {
    try {
      handle.close();
    } catch (IOException e) {
      // Hidden, and found by a sweep; the outcome of the write is decided already.
      LOG.log(Level.WARNING, "A temporary could not be discarded", e);
    }
  }
}
