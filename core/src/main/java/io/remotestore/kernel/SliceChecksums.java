package io.remotestore.kernel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The checksums of the slices of a copied file. Together they are compared with the checksum that
 * the source's backend keeps of the whole file. A slice that is read again counts as it was read
 * last.
 */
final class SliceChecksums {
  private final StoredDigest stored;
  private final Map<Long, Crc> byOffset = new ConcurrentSkipListMap<>();

  SliceChecksums(StoredDigest stored) {
    this.stored = stored;
  }

  /** Returns {@code in}, the bytes of the slice at {@code offset}, and notes their checksum. */
  InputStream noting(InputStream in, long offset) {
    Crc crc = stored.crc().another();
    byOffset.put(offset, crc);
    return new Noting(in, crc);
  }

  /**
   * Compares the slices, which cover the file, with the checksum of the file.
   *
   * @throws io.remotestore.DigestMismatchException if a slice has other bytes than the file
   */
  void verify() {
    Crc before = stored.crc().another();
    long value = before.value();
    for (Crc next : byOffset.values()) {
      value = before.followedBy(value, next);
    }
    stored.verify(value);
  }

  private static final class Noting extends FilterInputStream {
    private final Crc crc;

    private Noting(InputStream in, Crc crc) {
      super(in);
      this.crc = crc;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      if (n > 0) {
        crc.update(target, offset, n);
      }
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] scratch = new byte[(int) Math.min(Math.max(count, 0), 16 * 1024)];
      int n = scratch.length == 0 ? 0 : read(scratch, 0, scratch.length);
      return Math.max(0, n);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
