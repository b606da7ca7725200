package io.remotestore.kernel;

import io.remotestore.ContentChangedException;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreInputStream;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one state of a file. A body that breaks, or ends before its time, is opened again at
 * the byte where it stopped, under the validator of the first reply; never are fewer bytes passed
 * off as the whole.
 */
final class KernelInputStream extends StoreInputStream {
  private final OperationCall call;
  private final GetRequest request;
  private final Entry entry;
  private final FileInfo info;
  private final long start;
  private final long end;
  private final Leaks.@Nullable Watch watch;
  private final @Nullable StoredDigest stored;

  /** The checksum of a part of a file whose parts are verified together; null for others. */
  private @Nullable Crc crc;

  private InputStream body;
  private long position;
  private int attemptsSinceProgress = 1;
  private boolean closed;
  private @Nullable RemoteStoreException failed;

  KernelInputStream(OperationCall call, GetRequest request, GetReply reply) {
    this.call = call;
    this.request = request;
    this.entry = reply.entry();
    this.info = Entries.info(call.walls(), entry);
    this.start = reply.offset();
    this.end = reply.length() < 0 ? -1 : reply.offset() + reply.length();
    this.body = reply.body();
    this.position = start;
    this.watch = call.engine().leaks.watch(this, call);
    this.stored = StoredDigest.of(call, request, reply);
    this.crc = stored == null ? null : stored.crc();
  }

  /** The checksum of the whole file; null if it is not compared. */
  @Nullable StoredDigest stored() {
    return stored;
  }

  /** Adds the bytes to come to a checksum. */
  void addTo(Crc checksum) {
    crc = checksum;
  }

  @Override
  public FileInfo info() {
    return info;
  }

  @Override
  public long startOffset() {
    return start;
  }

  @Override
  public long length() {
    return end < 0 ? FileInfo.UNKNOWN_SIZE : end - start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException("The stream is closed");
    }
    if (length == 0) {
      return 0;
    }
    while (position != end) {
      int wanted = end < 0 ? length : (int) Math.min(length, end - position);
      try {
        call.check();
        int n = body.read(target, offset, wanted);
        if (n > 0) {
          return progressed(target, offset, n);
        }
        if (n < 0 && end < 0) {
          verify();
          return -1;
        }
        if (n < 0) {
          recover(truncated(), null);
        }
      } catch (RemoteStoreException e) {
        failed = e;
        throw Failures.io(e);
      } catch (IOException e) {
        recoverFrom(e);
      }
    }
    return -1;
  }

  /** The last bytes are handed out if all of them are those of the file. */
  private int progressed(byte[] target, int offset, int n) {
    if (crc != null) {
      crc.update(target, offset, n);
      if (position + n == end) {
        verify();
      }
    }
    if (position == start) {
      call.firstByte();
    }
    position += n;
    attemptsSinceProgress = 1;
    call.transferred(n);
    return n;
  }

  private void verify() {
    if (stored != null) {
      stored.verify();
    }
  }

  private Failure truncated() {
    return Failure.rejected(Kind.UNAVAILABLE)
        .withDetail("the body ended at byte " + position + " of " + end);
  }

  private void recoverFrom(IOException e) throws IOException {
    try {
      recover(Failures.of(e, call), e);
    } catch (RemoteStoreException typed) {
      failed = typed;
      throw Failures.io(typed);
    }
  }

  /** Opens the rest again, or throws what the reader is to see. */
  private void recover(Failure failure, @Nullable IOException cause) {
    Attempts attempts = call.engine().attempts;
    long begun = attempts.begin();
    RemoteStoreException error = Failures.exception(call, failure, cause);
    Failure last = failure;
    while (true) {
      boolean again =
          call.engine().reads.canResume(entry) && attempts.mayRepeat(last, attemptsSinceProgress);
      if (!again) {
        throw error;
      }
      attempts.backOff(call, last, attemptsSinceProgress++, begun, error);
      call.attempt(attemptsSinceProgress);
      closeBody();
      try {
        body = call.engine().reads.resume(call, request, entry, position, end).body();
        return;
      } catch (PreconditionFailedException | NotFoundException e) {
        throw changed(e);
      } catch (RemoteStoreException e) {
        throw e;
      } catch (Exception e) {
        last = Failures.of(e, call);
        if (last.kind() == Kind.PRECONDITION_FAILED
            || last.kind() == Kind.NOT_FOUND
            || last.kind() == Kind.RANGE) {
          throw changed(e);
        }
        error = Failures.exception(call, last, e);
      }
    }
  }

  private ContentChangedException changed(Exception cause) {
    return new ContentChangedException(
        call.details("The file changed while it was read, after byte " + position)
            .hint("open it again")
            .build(),
        cause);
  }

  @Override
  public long skip(long count) throws IOException {
    if (count <= 0) {
      return 0;
    }
    long wanted = end < 0 ? count : Math.min(count, end - position);
    long skipped = 0;
    byte[] scratch = new byte[(int) Math.min(wanted, 16 * 1024)];
    while (skipped < wanted) {
      int n = read(scratch, 0, (int) Math.min(scratch.length, wanted - skipped));
      if (n < 0) {
        break;
      }
      skipped += n;
    }
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return closed ? 0 : body.available();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (watch != null) {
      watch.closed();
    }
    try {
      closeBody();
    } finally {
      call.finished(failed);
    }
  }

  /** Gives the connection back before the read has ended. */
  void hangUp() {
    closeBody();
    body = InputStream.nullInputStream();
  }

  private void closeBody() {
    try {
      body.close();
    } catch (IOException e) {
      // The bytes that were read are whole; what the connection says at its end changes nothing.
      body = InputStream.nullInputStream();
    }
  }
}
