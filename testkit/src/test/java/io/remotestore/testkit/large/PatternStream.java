package io.remotestore.testkit.large;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/** A long run of bytes that follows from its length alone, each block marked with its number. */
final class PatternStream extends InputStream {
  private static final int BLOCK = 64 * 1024;
  private static final byte[] NOISE = new byte[BLOCK];

  static {
    new Random(4).nextBytes(NOISE);
  }

  private final long size;
  private final Runnable halfway;
  private final byte[] block = NOISE.clone();
  private long position;

  PatternStream(long size, Runnable halfway) {
    this.size = size;
    this.halfway = halfway;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position >= size) {
      return -1;
    }
    int in = (int) (position % BLOCK);
    mark(position / BLOCK);
    int n = (int) Math.min(Math.min(length, BLOCK - in), size - position);
    System.arraycopy(block, in, target, offset, n);
    if (position < size / 2 && position + n >= size / 2) {
      halfway.run();
    }
    position += n;
    return n;
  }

  private void mark(long number) {
    for (int i = 0; i < Long.BYTES; i++) {
      block[i] = (byte) (number >>> (8 * i));
    }
  }

  /** Reads {@code actual} to its end, and fails unless it is this run. */
  void verify(InputStream actual) throws IOException {
    byte[] expected = new byte[BLOCK];
    long verified = 0;
    int n = readNBytes(expected, 0, BLOCK);
    while (n > 0) {
      byte[] found = actual.readNBytes(n);
      if (!Arrays.equals(expected, 0, n, found, 0, found.length)) {
        throw new AssertionError("other bytes within " + BLOCK + " from " + verified);
      }
      verified += n;
      n = readNBytes(expected, 0, BLOCK);
    }
    if (actual.read() >= 0) {
      throw new AssertionError("more than " + size + " bytes");
    }
  }
}
