package io.remotestore.kernel;

import io.remotestore.StoreInputStream;
import io.remotestore.spi.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Random access to a file of a backend without ranges: fetched whole, into memory up to a size,
 * into a temporary local file beyond it.
 */
final class SpooledReader extends KernelReader {
  private static final int MAX_MEMORY = 8 << 20;

  private final byte[] bytes;
  private final @Nullable Path spool;
  private final @Nullable FileChannel channel;

  private SpooledReader(
      OperationCall call,
      Entry entry,
      byte[] bytes,
      @Nullable Path spool,
      @Nullable FileChannel channel) {
    super(call, entry);
    this.bytes = bytes;
    this.spool = spool;
    this.channel = channel;
  }

  /** Reads {@code in} to its end and closes it. */
  static SpooledReader fetch(OperationCall call, KernelInputStream in) {
    try (in) {
      byte[] head = in.readNBytes(MAX_MEMORY);
      if (head.length < MAX_MEMORY) {
        return new SpooledReader(call, sized(call, in, head.length), head, null, null);
      }
      return spooled(call, in, head);
    } catch (IOException e) {
      throw Streams.typed(call, e);
    }
  }

  private static SpooledReader spooled(OperationCall call, KernelInputStream in, byte[] head)
      throws IOException {
    Path file = Files.createTempFile("remote-store-", ".spool");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(head);
        in.transferTo(out);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
      return new SpooledReader(call, sized(call, in, channel.size()), new byte[0], file, channel);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Entry sized(OperationCall call, KernelInputStream in, long size) {
    return Entry.file(call.walls().join(in.info().path()))
        .size(size)
        .modifiedAt(in.info().modifiedAt())
        .etag(in.info().etag())
        .revision(in.info().revision())
        .version(in.info().version())
        .headers(in.info().headers())
        .metadata(in.info().metadata())
        .build();
  }

  @Override
  protected int readSome(long position, ByteBuffer target) throws IOException {
    if (channel != null) {
      return channel.read(target, position);
    }
    int n = target.remaining();
    target.put(bytes, (int) position, n);
    return n;
  }

  @Override
  public StoreInputStream stream(long offset) {
    return new ReaderStream(this, call, offset);
  }

  @Override
  protected void release() {
    if (channel == null || spool == null) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(spool);
    } catch (IOException e) {
      throw Streams.typed(call, e);
    }
  }
}
