package io.remotestore;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a write left behind, as far as the backend told. Values that it did not give are null. */
public final class WriteResult {

  /** Where the values of a result come from. */
  public enum Source {
    /** The reply to the write itself. */
    NATIVE,
    /** What we know without asking: path and size. */
    BASIC,
    /** A look at the file after the fact, as {@link Store#head} takes it. */
    SIDECAR
  }

  private final Source source;
  private final FileInfo info;

  private WriteResult(Source source, FileInfo info) {
    this.source = source;
    this.info = info;
  }

  /** Returns a result that says what {@code info} says. */
  public static WriteResult of(Source source, FileInfo info) {
    return new WriteResult(source, info);
  }

  /** The path, relative to the store that was written to. */
  public String path() {
    return info.path();
  }

  /** The number of bytes written. */
  public long size() {
    return info.size();
  }

  /** Where the values come from. */
  public Source source() {
    return source;
  }

  /** The digest that the backend computed or checked. */
  public @Nullable ContentDigest digest() {
    return info.digest();
  }

  /** The entity tag, exactly as the backend wrote it. */
  public @Nullable String etag() {
    return info.etag();
  }

  /** What a following {@link WriteOptions#ifMatch} takes to mean what was just written. */
  public @Nullable Revision revision() {
    return info.revision();
  }

  /** The version's id, where the backend keeps versions. */
  public @Nullable String versionId() {
    return info.version();
  }

  /** When the file changed, by the backend's clock. */
  public @Nullable Instant lastModified() {
    return info.modifiedAt();
  }

  /** The user's metadata as it was given, unmodifiable. */
  public Map<String, String> metadata() {
    return info.metadata();
  }

  /** Returns the same result under another path, as decorators that move a root need it. */
  public WriteResult withPath(String newPath) {
    return new WriteResult(source, info.withPath(newPath));
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof WriteResult other && source == other.source && info.equals(other.info);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, info);
  }

  @Override
  public String toString() {
    return "WriteResult[" + path() + ", " + size() + " bytes, etag " + etag() + ", " + source + "]";
  }
}
