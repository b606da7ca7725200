package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.s3.ChecksumAlgorithm.Sum;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Content with a checksum trailer, so that it is read once: the {@code aws-chunked} framing of the
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">reference
 * of S3</a>, unsigned, with one trailer.
 */
final class TrailedContent implements Content {
  /** The value of {@code x-amz-content-sha256} for such a body. */
  static final String PAYLOAD = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  private static final int CHUNK = 256 * 1024;

  private final Content content;
  private final ChecksumAlgorithm algorithm;

  /** Wraps content whose size is known. */
  TrailedContent(Content content, ChecksumAlgorithm algorithm) {
    this.content = content;
    this.algorithm = algorithm;
  }

  /** The number of bytes with the framing around them. */
  @Override
  public long size() {
    long size = content.size();
    long whole = size / CHUNK;
    int rest = (int) (size % CHUNK);
    long framed = size + whole * framing(CHUNK) + (rest == 0 ? 0 : framing(rest));
    return framed + end("").length() + algorithm.sum().text().length();
  }

  private static int framing(int chunk) {
    return Integer.toHexString(chunk).length() + 4;
  }

  private String end(String checksum) {
    return "0\r\n" + algorithm.header() + ":" + checksum + "\r\n\r\n";
  }

  @Override
  public boolean replayable() {
    return content.replayable();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    if (offset != 0) {
      throw new IOException("a framed body begins at its beginning");
    }
    return new Framed(content.open(0), content.size());
  }

  /** Returns frame, bytes, frame, bytes, and so on to the trailer. */
  private final class Framed extends FilterInputStream {
    private final Sum sum = algorithm.sum();
    private long left;
    private int chunkLeft;
    private boolean begun;
    private boolean ended;
    private byte[] text = new byte[0];
    private int position;

    private Framed(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position == text.length && chunkLeft == 0) {
        if (ended) {
          return -1;
        }
        next();
      }
      if (position < text.length) {
        int count = Math.min(length, text.length - position);
        System.arraycopy(text, position, target, offset, count);
        position += count;
        return count;
      }
      return bytes(target, offset, Math.min(length, chunkLeft));
    }

    private void next() throws IOException {
      chunkLeft = (int) Math.min(left, CHUNK);
      String before = begun ? "\r\n" : "";
      begun = true;
      position = 0;
      if (chunkLeft > 0) {
        text =
            (before + Integer.toHexString(chunkLeft) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return;
      }
      requireEnd();
      ended = true;
      text = (before + end(sum.text())).getBytes(StandardCharsets.US_ASCII);
    }

    private int bytes(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count < 0) {
        throw new EOFException("the content ended " + left + " bytes early");
      }
      sum.update(target, offset, count);
      chunkLeft -= count;
      left -= count;
      return count;
    }

    /** The source checks its size only if it is read to its end, so this reads that far. */
    private void requireEnd() throws IOException {
      if (in.read() >= 0) {
        throw new IOException("the content is longer than it said");
      }
    }

    @Override
    public long skip(long count) throws IOException {
      throw new IOException("a framed body is not skipped");
    }

    @Override
    public int available() {
      return text.length - position;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
