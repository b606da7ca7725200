package io.remotestore.testkit;

import io.remotestore.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** One side of a connection: takes only so many bytes, and only so fast. */
final class MeteredOutput extends OutputStream {
  /** How many slices a second's bytes are sent in. */
  private static final int SLICES = 10;

  /** The bytes that were allowed are sent. */
  static final class CutException extends IOException {
    private static final long serialVersionUID = 1;

    CutException() {
      super("cut off, as planned");
    }
  }

  private final OutputStream out;
  private final Sleeper sleeper;
  private long left = Long.MAX_VALUE;
  private long rate;

  MeteredOutput(OutputStream out, Sleeper sleeper) {
    this.out = out;
    this.sleeper = sleeper;
  }

  /** Allows so many more bytes. */
  MeteredOutput limit(long bytes) {
    this.left = bytes;
    return this;
  }

  /** Sends so many bytes per second from now on; 0 for as many as come. */
  MeteredOutput rate(long bytesPerSecond) {
    this.rate = bytesPerSecond;
    return this;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int allowed = (int) Math.min(length, left);
    left -= allowed;
    if (rate == 0) {
      out.write(bytes, offset, allowed);
    } else {
      writeSlowly(bytes, offset, allowed);
    }
    if (allowed < length) {
      out.flush();
      throw new CutException();
    }
  }

  private void writeSlowly(byte[] bytes, int offset, int length) throws IOException {
    int slice = (int) Math.min(Math.max(rate / SLICES, 1), Integer.MAX_VALUE);
    for (int sent = 0; sent < length; ) {
      int count = Math.min(slice, length - sent);
      pause(Duration.ofNanos(1_000_000_000L * count / rate));
      out.write(bytes, offset + sent, count);
      sent += count;
    }
  }

  void pause(Duration time) throws IOException {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the proxy is closed");
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
