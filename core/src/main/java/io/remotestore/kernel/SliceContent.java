package io.remotestore.kernel;

import io.remotestore.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A part of content that can be opened at any offset. */
final class SliceContent implements Content {
  private final Content content;
  private final long offset;
  private final long length;
  private final @Nullable SliceChecksums checksums;

  /** {@code checksums} note what is read, or are null. */
  SliceContent(Content content, long offset, long length, @Nullable SliceChecksums checksums) {
    this.content = content;
    this.offset = offset;
    this.length = length;
    this.checksums = checksums;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public InputStream open(long from) throws IOException {
    if (checksums == null) {
      return new Limited(content.open(offset + from), length - from);
    }
    InputStream slice = checksums.noting(new Limited(content.open(offset), length), offset);
    slice.skipNBytes(from); // the checksum is that of all bytes of the slice
    return slice;
  }

  private static final class Limited extends FilterInputStream {
    private long left;

    private Limited(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int off, int len) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(target, off, (int) Math.min(len, left));
      left -= Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      long n = in.skip(Math.min(count, left));
      left -= n;
      return n;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
