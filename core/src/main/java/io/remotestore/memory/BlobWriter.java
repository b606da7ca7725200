package io.remotestore.memory;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.WriteHandle;
import java.io.IOException;

/** Bytes that are invisible until they are published. */
final class BlobWriter implements WriteHandle {
  private final PutRequest request;
  private final MemoryDriver driver;
  private final Blob.Builder bytes = new Blob.Builder();

  BlobWriter(PutRequest request, MemoryDriver driver) {
    this.request = request;
    this.driver = driver;
  }

  @Override
  public void write(byte[] source, int offset, int length, Call call) {
    bytes.add(source, offset, length);
  }

  @Override
  public Entry publish(Call call) throws IOException {
    return driver.put(request, bytes.build());
  }

  @Override
  public void close() {}
}
