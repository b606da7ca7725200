package io.remotestore.kernel;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a read, fetched on a thread of the library into a buffer that no caller sees. */
final class PromptBody extends InputStream {
  private static final int BUFFER = 64 * 1024;

  private final Lane lane;
  private final OperationCall call;
  private final InputStream body;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  PromptBody(Threads threads, OperationCall call, InputStream body) {
    this.lane = new Lane(threads);
    this.call = call;
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == limit) {
      int n = lane.run(call, () -> body.read(buffer, 0, BUFFER));
      if (n < 0) {
        return -1;
      }
      position = 0;
      limit = n;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    lane.close(call, body);
  }
}
