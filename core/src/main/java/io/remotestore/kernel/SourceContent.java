package io.remotestore.kernel;

import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.spi.DriverException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Content whose digest is checked as a driver reads it: the last read fails before the driver can
 * take the bytes for whole.
 */
final class SourceContent implements Content {
  private final Content content;
  private final ContentDigest expected;

  private SourceContent(Content content, ContentDigest expected) {
    this.content = content;
    this.expected = expected;
  }

  /** Returns content that fails unless it has the expected digest; arrays are checked at once. */
  static Content checked(Content content, @Nullable ContentDigest expected) throws DriverException {
    if (expected == null) {
      return content;
    }
    byte[] array = content.array();
    if (array == null) {
      return new SourceContent(content, expected);
    }
    Digests digests = Digests.of(expected);
    digests.update(array, 0, array.length);
    digests.verify();
    return content;
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public boolean replayable() {
    return content.replayable();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    return offset == 0 ? new Checked(content.open(0), Digests.of(expected)) : content.open(offset);
  }

  private static final class Checked extends FilterInputStream {
    private final Digests digests;

    private Checked(InputStream in, Digests digests) {
      super(in);
      this.digests = digests;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      if (n < 0) {
        digests.verify();
      } else {
        digests.update(target, offset, n);
      }
      return n;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
