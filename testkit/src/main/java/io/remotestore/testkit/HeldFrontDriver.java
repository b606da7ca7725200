package io.remotestore.testkit;

import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives no byte of the first read before a second one has begun: a first connection that is fast
 * would else read all of a large file before another begins.
 */
final class HeldFrontDriver extends ForwardingDriver {
  private static final long LIMIT_SECONDS = 20;

  private final CountDownLatch reads = new CountDownLatch(2);

  HeldFrontDriver(Driver delegate) {
    super(delegate);
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    reads.countDown();
    GetReply reply = super.get(request, call);
    return new GetReply(reply.entry(), reply.offset(), reply.length(), held(reply.body()));
  }

  private InputStream held(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        await();
        return super.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        await();
        return super.read(target, offset, length);
      }
    };
  }

  private void await() throws IOException {
    try {
      if (!reads.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        // Not an IOException: a read that goes on after one would be the second read.
        throw new AssertionError("No second read began within " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The read was interrupted", e);
    }
  }
}
