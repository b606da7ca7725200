package io.remotestore.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches more than a small read needs, and adapts: reads that follow one another double the
 * amount, an unused block halves it, down to nothing. The last bytes of a file are fetched
 * together, since formats keep their indexes there. For any number of threads, which share the last
 * block.
 */
final class ReadAhead {
  private static final int FIRST = 64 * 1024;
  private static final int LEAST = 8 * 1024;
  private static final int MOST = 4 << 20;

  /** Fetches bytes; the buffer is filled. */
  interface Fetch {
    void run(long position, ByteBuffer target) throws IOException;
  }

  private final long size;
  private final Fetch fetch;
  private volatile @Nullable Block block;
  private volatile int ahead = FIRST;

  /** Where the last read ended. */
  private volatile long last = -1;

  private static final class Block {
    private final long position;
    private final byte[] bytes;
    private volatile boolean used;

    private Block(long position, byte[] bytes) {
      this.position = position;
      this.bytes = bytes;
    }

    private boolean holds(long wanted) {
      return wanted >= position && wanted < position + bytes.length;
    }
  }

  ReadAhead(long size, Fetch fetch) {
    this.size = size;
    this.fetch = fetch;
  }

  /** Reads at least a byte from {@code position} on, which lies within the file. */
  int read(long position, ByteBuffer target) throws IOException {
    Block held = block;
    if (held != null && held.holds(position)) {
      held.used = true;
      return copy(held, position, target);
    }
    boolean goesOn = learn(held, position);
    int wanted = target.remaining();
    int window = ahead;
    if (wanted >= window) {
      fetch.run(position, target);
      last = position + wanted;
      return wanted;
    }
    long start = goesOn ? position : Math.min(position, Math.max(0, size - window));
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(window, size - start));
    fetch.run(start, bytes);
    Block fetched = new Block(start, bytes.array());
    block = fetched;
    return copy(fetched, position, target);
  }

  /** Tells whether the read goes on where the last one or its block ended. */
  private boolean learn(@Nullable Block held, long position) {
    boolean goesOn =
        position == last || (held != null && position == held.position + held.bytes.length);
    if (goesOn) {
      ahead = Math.min(MOST, Math.max(FIRST, 2 * ahead));
    } else if (held != null && !held.used) {
      ahead = ahead / 2 < LEAST ? 0 : ahead / 2;
    }
    return goesOn;
  }

  private int copy(Block from, long position, ByteBuffer target) {
    int offset = (int) (position - from.position);
    int count = Math.min(target.remaining(), from.bytes.length - offset);
    target.put(from.bytes, offset, count);
    last = position + count;
    return count;
  }
}
