package io.remotestore;

/**
 * A part of a file: {@code length} bytes from {@code offset} on, or its last bytes.
 *
 * <p>A range is clipped to the file: asking for more than there is gives what there is. An offset
 * at the end gives nothing; one beyond it is a {@link RangeNotSatisfiableException}.
 *
 * @param offset the first byte, counted from 0; negative: that many bytes before the end, the
 *     length then being the same number
 * @param length how many bytes at most; {@link Long#MAX_VALUE} for all that follow
 */
public record ByteRange(long offset, long length) {

  /** Every byte of a file. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  /** Checks that the length is not negative, and that a negative offset is a suffix. */
  public ByteRange {
    if (length < 0) {
      throw new IllegalArgumentException("length is negative: " + length);
    }
    if (offset < 0 && length != -offset) {
      throw new IllegalArgumentException(
          "offset is negative: " + offset + "; use ByteRange.suffix for the last bytes of a file");
    }
  }

  /** Returns the range of {@code length} bytes from {@code offset} on; neither may be negative. */
  public static ByteRange of(long offset, long length) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset is negative: " + offset);
    }
    return new ByteRange(offset, length);
  }

  /** Returns the range from {@code offset} to the end. */
  public static ByteRange from(long offset) {
    return of(offset, Long.MAX_VALUE);
  }

  /** Returns the last {@code length} bytes, or the whole of a file that is shorter. */
  public static ByteRange suffix(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length is negative: " + length);
    }
    return length == 0 ? new ByteRange(0, 0) : new ByteRange(-length, length);
  }

  /** Tells whether this range counts from the end. */
  public boolean isSuffix() {
    return offset < 0;
  }

  /** The first byte of this range in a file of {@code size} bytes; beyond the end where it is. */
  public long startIn(long size) {
    return offset < 0 ? Math.max(0, size + offset) : offset;
  }

  /** How many bytes this range covers of a file of {@code size} bytes. */
  public long lengthIn(long size) {
    return Math.max(0, Math.min(length, size - startIn(size)));
  }

  @Override
  public String toString() {
    if (isSuffix()) {
      return "last " + length + " bytes";
    }
    return length == Long.MAX_VALUE ? "bytes from " + offset : "bytes " + offset + "+" + length;
  }
}
