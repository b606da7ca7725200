package io.remotestore;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to read: which bytes, under which condition, of which version.
 *
 * <p>Conditions follow RFC 9110, section 13: {@code ifMatch} is tested before {@code
 * ifUnmodifiedSince}, {@code ifNoneMatch} before {@code ifModifiedSince}; where the first of a pair
 * is given the second is ignored. Instants are compared with whole seconds, as HTTP dates are.
 */
public final class ReadOptions {
  private static final ReadOptions NONE =
      new ReadOptions(ByteRange.ALL, null, null, null, null, null);

  private final ByteRange range;
  private final @Nullable Revision ifMatch;
  private final @Nullable Revision ifNoneMatch;
  private final @Nullable Instant ifModifiedSince;
  private final @Nullable Instant ifUnmodifiedSince;
  private final @Nullable String version;

  private ReadOptions(
      ByteRange range,
      @Nullable Revision ifMatch,
      @Nullable Revision ifNoneMatch,
      @Nullable Instant ifModifiedSince,
      @Nullable Instant ifUnmodifiedSince,
      @Nullable String version) {
    this.range = range;
    this.ifMatch = ifMatch;
    this.ifNoneMatch = ifNoneMatch;
    this.ifModifiedSince = ifModifiedSince;
    this.ifUnmodifiedSince = ifUnmodifiedSince;
    this.version = version;
  }

  /** Reads the whole file, whatever its state. */
  public static ReadOptions none() {
    return NONE;
  }

  /** Reads {@code length} bytes from {@code offset} on. */
  public static ReadOptions range(long offset, long length) {
    return NONE.withRange(ByteRange.of(offset, length));
  }

  /** Reads all bytes from {@code offset} on. */
  public static ReadOptions from(long offset) {
    return NONE.withRange(ByteRange.from(offset));
  }

  /** Reads the last {@code length} bytes. */
  public static ReadOptions suffix(long length) {
    return NONE.withRange(ByteRange.suffix(length));
  }

  /** Returns these options with another range. */
  public ReadOptions withRange(ByteRange value) {
    return new ReadOptions(
        Objects.requireNonNull(value),
        ifMatch,
        ifNoneMatch,
        ifModifiedSince,
        ifUnmodifiedSince,
        version);
  }

  /** Fails with {@link PreconditionFailedException} unless the file is in that state. */
  public ReadOptions withIfMatch(Revision value) {
    return new ReadOptions(
        range,
        Objects.requireNonNull(value),
        ifNoneMatch,
        ifModifiedSince,
        ifUnmodifiedSince,
        version);
  }

  /** Fails with {@link NotModifiedException} if the file is still in that state. */
  public ReadOptions withIfNoneMatch(Revision value) {
    return new ReadOptions(
        range, ifMatch, Objects.requireNonNull(value), ifModifiedSince, ifUnmodifiedSince, version);
  }

  /** Fails with {@link NotModifiedException} unless the file changed after that time. */
  public ReadOptions withIfModifiedSince(Instant value) {
    return new ReadOptions(
        range, ifMatch, ifNoneMatch, Objects.requireNonNull(value), ifUnmodifiedSince, version);
  }

  /** Fails with {@link PreconditionFailedException} if the file changed after that time. */
  public ReadOptions withIfUnmodifiedSince(Instant value) {
    return new ReadOptions(
        range, ifMatch, ifNoneMatch, ifModifiedSince, Objects.requireNonNull(value), version);
  }

  /** Reads the version of that id. */
  public ReadOptions withVersion(String value) {
    return new ReadOptions(
        range,
        ifMatch,
        ifNoneMatch,
        ifModifiedSince,
        ifUnmodifiedSince,
        Objects.requireNonNull(value));
  }

  /** The bytes to read. */
  public ByteRange range() {
    return range;
  }

  /** The state that the file must be in. */
  public @Nullable Revision ifMatch() {
    return ifMatch;
  }

  /** The state that the file must not be in. */
  public @Nullable Revision ifNoneMatch() {
    return ifNoneMatch;
  }

  /** The time after which the file must have changed. */
  public @Nullable Instant ifModifiedSince() {
    return ifModifiedSince;
  }

  /** The time after which the file must not have changed. */
  public @Nullable Instant ifUnmodifiedSince() {
    return ifUnmodifiedSince;
  }

  /** The id of the version to read. */
  public @Nullable String version() {
    return version;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("ReadOptions[");
    if (!range.equals(ByteRange.ALL)) {
      out.append(range).append(' ');
    }
    Text.add(out, "ifMatch", ifMatch);
    Text.add(out, "ifNoneMatch", ifNoneMatch);
    Text.add(out, "ifModifiedSince", ifModifiedSince);
    Text.add(out, "ifUnmodifiedSince", ifUnmodifiedSince);
    Text.add(out, "version", version);
    return Text.close(out);
  }
}
