package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.ContentDigest;
import io.remotestore.DigestMismatchException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import org.jspecify.annotations.Nullable;

/**
 * The backend's checksum of a file. A read of the whole file is compared with it, so that a changed
 * bit is noticed.
 */
final class StoredDigest {
  private final OperationCall call;
  private final ContentDigest digest;
  private final Crc crc;

  private StoredDigest(OperationCall call, ContentDigest digest, Crc crc) {
    this.call = call;
    this.digest = digest;
    this.crc = crc;
  }

  /**
   * Returns the checksum for a read; null for a read of a range, for a reply without a checksum of
   * the whole file, and if reads are not verified.
   */
  static @Nullable StoredDigest of(OperationCall call, GetRequest request, GetReply reply) {
    return request.range().equals(ByteRange.ALL) ? of(call, reply.entry()) : null;
  }

  /** Returns the checksum for a read of all bytes of a file, as above. */
  static @Nullable StoredDigest of(OperationCall call, Entry entry) {
    ContentDigest digest = entry.digest();
    if (digest == null || !call.engine().options.verifiesReads()) {
      return null;
    }
    Crc crc = Crc.of(digest.algorithm());
    return crc == null ? null : new StoredDigest(call, digest, crc);
  }

  void update(byte[] bytes, int offset, int count) {
    crc.update(bytes, offset, count);
  }

  /** The checksum of the bytes so far. */
  Crc crc() {
    return crc;
  }

  /** Fails unless the bytes so far are those of the file. */
  void verify() {
    verify(crc.value());
  }

  /** Fails unless a checksum is that of the file. */
  void verify(long value) {
    String actual = crc.text(value);
    if (actual.equals(digest.value())) {
      return;
    }
    throw new DigestMismatchException(
        call.details(
                "The bytes that arrived are not those of the file: "
                    + digest.algorithm()
                    + " is "
                    + actual
                    + ", and the backend keeps "
                    + digest.value())
            .hint("read it again")
            .retryHelps(null)
            .build(),
        null);
  }
}
