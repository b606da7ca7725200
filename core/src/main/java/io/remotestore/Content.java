package io.remotestore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a write.
 *
 * <p>Content that is {@link #replayable()} can be sent again after a broken connection; a plain
 * stream cannot, since what was read of it is gone.
 */
public interface Content {

  /** What {@link #size()} answers when the number of bytes is not known before they were read. */
  long UNKNOWN_SIZE = -1;

  /** The number of bytes, or {@link #UNKNOWN_SIZE}. */
  long size();

  /** Tells whether {@link #open} can be called more than once. */
  boolean replayable();

  /**
   * Opens the bytes from {@code offset} on; the caller closes the stream.
   *
   * @param offset 0 for content that is not replayable
   */
  InputStream open(long offset) throws IOException;

  /** The bytes as one array where they are at hand, not to be changed; null where they are not. */
  default byte @Nullable [] array() {
    return null;
  }

  /** Returns content of those bytes, which must not change until the write has ended. */
  static Content of(byte[] bytes) {
    return new ByteArrayContent(bytes);
  }

  /** Returns the content of a local file, read anew on each attempt. */
  static Content of(Path file) {
    return new FileContent(file);
  }

  /**
   * Returns the rest of {@code stream}, from its current position to its end. It does not close the
   * stream: the caller does.
   */
  static Content of(InputStream stream) {
    return new StreamContent(stream, UNKNOWN_SIZE);
  }

  /**
   * Returns the next {@code size} bytes of {@code stream}; a stream that holds fewer or more fails
   * the write. The stream is not closed.
   */
  static Content of(InputStream stream, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("size is negative: " + size);
    }
    return new StreamContent(stream, size);
  }
}

final class ByteArrayContent implements Content {
  private final byte[] bytes;

  ByteArrayContent(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public InputStream open(long offset) {
    return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
  }

  @Override
  public byte[] array() {
    return bytes;
  }
}

final class FileContent implements Content {
  private final Path file;

  FileContent(Path file) {
    this.file = file;
  }

  @Override
  public long size() {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : UNKNOWN_SIZE;
    } catch (IOException e) {
      return UNKNOWN_SIZE; // opening it tells why
    }
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(offset);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}

final class StreamContent implements Content {
  private final InputStream stream;
  private final long size;

  StreamContent(InputStream stream, long size) {
    this.stream = stream;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean replayable() {
    return false;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    if (offset != 0) {
      throw new IOException("A stream cannot be read from offset " + offset + " again");
    }
    return new UnclosedInputStream(stream);
  }
}

/** Keeps the caller's stream open: who opened it closes it. */
final class UnclosedInputStream extends InputStream {
  private final InputStream in;

  UnclosedInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    return in.read(b, off, len);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }
}
