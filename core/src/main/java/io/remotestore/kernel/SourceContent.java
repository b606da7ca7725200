package io.remotestore.kernel;

import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.spi.DriverException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The caller's content as a driver reads it: what the source throws is no failure of the backend,
 * and a wrong size or digest fails the last read, before the driver can take the bytes for whole.
 */
final class SourceContent implements Content {
  private final OperationCall call;
  private final Content content;
  private final @Nullable ContentDigest expected;

  private SourceContent(OperationCall call, Content content, @Nullable ContentDigest expected) {
    this.call = call;
    this.content = content;
    this.expected = expected;
  }

  /** Returns checked content; arrays are checked at once. */
  static Content of(OperationCall call, Content content, @Nullable ContentDigest expected)
      throws DriverException {
    byte[] array = content.array();
    if (array == null) {
      return new SourceContent(call, content, expected);
    }
    if (expected != null) {
      Digests digests = Digests.of(expected);
      digests.update(array, 0, array.length);
      digests.verify();
    }
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
  public InputStream open(long offset) {
    Digests digests = expected == null || offset > 0 ? null : Digests.of(expected);
    return new Checked(Pump.Source.open(call, content, offset), digests, offset);
  }

  private final class Checked extends InputStream {
    private final Pump.Source source;
    private final @Nullable Digests digests;
    private long position;

    private Checked(Pump.Source source, @Nullable Digests digests, long position) {
      this.source = source;
      this.digests = digests;
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = source.read(target, offset, length);
      position += Math.max(0, n);
      Pump.requireAnnounced(call, content.size(), position, n < 0);
      if (n < 0 && digests != null) {
        digests.verify();
      } else if (digests != null) {
        digests.update(target, offset, n);
      }
      return n;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
