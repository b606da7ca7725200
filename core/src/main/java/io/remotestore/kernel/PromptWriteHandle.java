package io.remotestore.kernel;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;
import java.util.Arrays;

/** A temporary of the backend that is written on a thread of the library. */
final class PromptWriteHandle implements WriteHandle {
  private final Lane lane;
  private final OperationCall opening;
  private final WriteHandle handle;

  PromptWriteHandle(Threads threads, OperationCall opening, WriteHandle handle) {
    this.lane = new Lane(threads);
    this.opening = opening;
    this.handle = handle;
  }

  /** Writes a copy: a caller that leaves may use its array again. */
  @Override
  public void write(byte[] bytes, int offset, int length, Call call) throws IOException {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    boolean unused =
        lane.run(
            (OperationCall) call,
            () -> {
              handle.write(copy, 0, length, call);
              return true;
            });
  }

  @Override
  public Entry publish(Call call) throws Exception {
    return lane.run((OperationCall) call, () -> handle.publish(call));
  }

  @Override
  public void close() throws IOException {
    lane.close(opening, handle);
  }
}
