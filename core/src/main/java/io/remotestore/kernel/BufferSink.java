package io.remotestore.kernel;

import io.remotestore.Content;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.PutRequest;
import java.io.ByteArrayOutputStream;

/**
 * Bytes for a backend that takes a file only whole, in one request, and holds it in memory itself.
 */
final class BufferSink implements Sink {
  private final OperationCall call;
  private final PutRequest request;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

  BufferSink(OperationCall call, PutRequest request) {
    this.call = call;
    this.request = request;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws DriverException {
    long max = Math.min(call.engine().features.maxPut(), Integer.MAX_VALUE - 8);
    if ((long) buffer.size() + length > max) {
      throw new DriverException(
          Failure.notSent(Kind.STORAGE_FULL)
              .withDetail("the backend takes files of " + max + " bytes at the most"));
    }
    buffer.write(bytes, offset, length);
  }

  @Override
  public Entry publish() {
    return call.engine().writes.put(call, request.withContent(Content.of(buffer.toByteArray())));
  }

  @Override
  public void close() {}
}
