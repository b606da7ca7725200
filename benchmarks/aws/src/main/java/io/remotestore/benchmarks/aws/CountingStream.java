package io.remotestore.benchmarks.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what somebody else reads. */
final class CountingStream extends FilterInputStream {
  private volatile long count;

  CountingStream(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    add(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    add(Math.max(0, n));
    return n;
  }

  /** One thread at a time reads. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void add(int n) {
    count += n;
  }
}
