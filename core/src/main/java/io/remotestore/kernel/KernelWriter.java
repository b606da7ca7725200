package io.remotestore.kernel;

import io.remotestore.RemotePath;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file in the making. */
final class KernelWriter implements StoreWriter {
  private final OperationCall call;
  private final Sink sink;
  private final WriteOptions options;
  private final Writes writes;
  private final @Nullable Digests digests;
  private final Leaks.@Nullable Watch watch;
  private final OutputStream stream = new Stream();

  private boolean ended;
  private boolean closed;
  private boolean commitCalled;
  private @Nullable RemoteStoreException failed;

  KernelWriter(OperationCall call, Sink sink, WriteOptions options, Writes writes) {
    this.call = call;
    this.sink = sink;
    this.options = options;
    this.writes = writes;
    this.digests = options.expectedDigest() == null ? null : Digests.of(options.expectedDigest());
    this.watch = call.engine().leaks.watch(this, call);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public WriteResult commit() {
    if (commitCalled || closed) {
      throw new IllegalStateException(
          commitCalled ? "commit was called before" : "the writer is closed");
    }
    commitCalled = true;
    ended = true;
    if (failed != null) {
      throw failed;
    }
    try {
      call.check();
      if (digests != null) {
        digests.verify();
      }
      return writes.result(call, sink.publish(), options);
    } catch (RemoteStoreException e) {
      throw fail(writes.explained(call, key(), e));
    } catch (Exception e) {
      throw fail(writes.explained(call, key(), Failures.exception(call, Failures.of(e, call), e)));
    }
  }

  private String key() {
    return call.walls().join(RemotePath.normalize(call.path()));
  }

  private RemoteStoreException fail(RemoteStoreException e) {
    failed = e;
    return e;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ended = true;
    if (watch != null) {
      watch.closed();
    }
    try {
      sink.close();
    } finally {
      call.finished(failed);
    }
  }

  private final class Stream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (ended) {
        throw new IOException("The stream is closed");
      }
      if (failed != null) {
        throw Failures.io(failed);
      }
      try {
        call.check();
        if (digests != null) {
          digests.update(bytes, offset, length);
        }
        sink.write(bytes, offset, length);
        if (!(sink instanceof Multipart)) {
          call.transferred(length);
        }
      } catch (RemoteStoreException e) {
        throw Failures.io(fail(e));
      } catch (IOException e) {
        throw Failures.io(fail(Failures.exception(call, Failures.of(e, call), e)));
      }
    }

    @Override
    public void close() {
      ended = true;
    }
  }
}
