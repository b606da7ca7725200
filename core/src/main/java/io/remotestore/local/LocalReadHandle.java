package io.remotestore.local;

import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.ReadHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * Positional reads on one file. An interrupt of one reader closes the channel under all of them;
 * the others open the same file again, if it still is the same.
 */
final class LocalReadHandle implements ReadHandle {

  /** Opens the file again; fails unless it is in the state that the handle was opened on. */
  interface Reopen {
    FileChannel open(Call call) throws IOException;
  }

  private final Entry entry;
  private final Reopen reopen;
  private volatile FileChannel channel;
  private boolean closed;

  LocalReadHandle(Entry entry, FileChannel channel, Reopen reopen) {
    this.entry = entry;
    this.channel = channel;
    this.reopen = reopen;
  }

  @Override
  public Entry entry() {
    return entry;
  }

  @Override
  public int read(long position, ByteBuffer target, Call call) throws IOException {
    int limit = target.limit();
    target.limit(Math.min(limit, target.position() + LocalInputStream.MAX_READ));
    try {
      while (true) {
        FileChannel current = channel;
        try {
          return current.read(target, position);
        } catch (ClosedByInterruptException e) {
          throw e; // it was this thread that was interrupted
        } catch (ClosedChannelException e) {
          openAgain(current, call);
        }
      }
    } finally {
      target.limit(limit);
    }
  }

  private synchronized void openAgain(FileChannel broken, Call call) throws IOException {
    if (closed) {
      throw new DriverException(
          Failure.rejected(Kind.CLOSED).withDetail("the reader was closed during a read"));
    }
    if (channel == broken) {
      channel = reopen.open(call);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
