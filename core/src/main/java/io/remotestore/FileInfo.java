package io.remotestore;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a backend says of one file. Values that it does not give are null, or empty for maps.
 *
 * <p>Two infos are equal when all their values are: a file that changed is not equal to what it
 * was.
 */
public final class FileInfo implements PathEntry {

  /** The {@link #size()} of a file whose size the backend does not tell. */
  public static final long UNKNOWN_SIZE = -1;

  private final String path;
  private final long size;
  private final @Nullable Instant modifiedAt;
  private final @Nullable String etag;
  private final @Nullable Revision revision;
  private final @Nullable String version;
  private final @Nullable ContentDigest digest;
  private final ContentHeaders headers;
  private final Map<String, String> metadata;
  private final boolean deletion;

  private FileInfo(Builder builder) {
    this.path = builder.path;
    this.size = builder.size;
    this.modifiedAt = builder.modifiedAt;
    this.etag = builder.etag;
    this.revision = builder.revision;
    this.version = builder.version;
    this.digest = builder.digest;
    this.headers = builder.headers;
    this.metadata = builder.metadata;
    this.deletion = builder.deletion;
  }

  /** Returns a builder for the file at {@code path}, for those who write a store of their own. */
  public static Builder builder(String path) {
    return new Builder(path);
  }

  /** Returns the same info under another path, as decorators that move a root need it. */
  public FileInfo withPath(String newPath) {
    Builder builder = new Builder(newPath);
    builder.size = size;
    builder.modifiedAt = modifiedAt;
    builder.etag = etag;
    builder.revision = revision;
    builder.version = version;
    builder.digest = digest;
    builder.headers = headers;
    builder.metadata = metadata;
    builder.deletion = deletion;
    return builder.build();
  }

  @Override
  public String path() {
    return path;
  }

  /** The size in bytes, or {@link #UNKNOWN_SIZE}. */
  public long size() {
    return size;
  }

  /** When the content last changed. */
  public @Nullable Instant modifiedAt() {
    return modifiedAt;
  }

  /** The backend's entity tag, exactly as it wrote it. Not a digest of the content. */
  public @Nullable String etag() {
    return etag;
  }

  /** What conditions such as {@link WriteOptions#ifMatch} take to mean this state of the file. */
  public @Nullable Revision revision() {
    return revision;
  }

  /** The version's id, where the backend keeps versions. */
  public @Nullable String version() {
    return version;
  }

  /**
   * Tells whether this version is a deletion of the file, as {@link Store#listVersions} lists them:
   * it holds no bytes, and when it is deleted by its {@link #version()}, the file is there again.
   */
  public boolean isDeletion() {
    return deletion;
  }

  /** The digest of the content, where the backend stored one. */
  public @Nullable ContentDigest digest() {
    return digest;
  }

  /** The content headers. */
  public ContentHeaders headers() {
    return headers;
  }

  /** The media type, a shorthand for {@code headers().contentType()}. */
  public @Nullable String contentType() {
    return headers.contentType();
  }

  /** The user's metadata, unmodifiable. Listings of some backends leave it empty. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof FileInfo other
        && path.equals(other.path)
        && size == other.size
        && Objects.equals(modifiedAt, other.modifiedAt)
        && Objects.equals(etag, other.etag)
        && Objects.equals(revision, other.revision)
        && Objects.equals(version, other.version)
        && deletion == other.deletion
        && Objects.equals(digest, other.digest)
        && headers.equals(other.headers)
        && metadata.equals(other.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, size, etag, revision, version);
  }

  @Override
  public String toString() {
    return "FileInfo["
        + path
        + ", "
        + size
        + " bytes, modified "
        + modifiedAt
        + ", etag "
        + etag
        + "]";
  }

  /** Collects the values of a {@link FileInfo}. */
  public static final class Builder {
    private final String path;
    private long size = UNKNOWN_SIZE;
    private @Nullable Instant modifiedAt;
    private @Nullable String etag;
    private @Nullable Revision revision;
    private @Nullable String version;
    private @Nullable ContentDigest digest;
    private ContentHeaders headers = ContentHeaders.NONE;
    private Map<String, String> metadata = Map.of();
    private boolean deletion;

    private Builder(String path) {
      this.path = path;
    }

    /** Sets the size in bytes. */
    public Builder size(long value) {
      this.size = value;
      return this;
    }

    /** Sets when the content last changed. */
    public Builder modifiedAt(@Nullable Instant value) {
      this.modifiedAt = value;
      return this;
    }

    /** Sets the entity tag. */
    public Builder etag(@Nullable String value) {
      this.etag = value;
      return this;
    }

    /** Sets the revision. */
    public Builder revision(@Nullable Revision value) {
      this.revision = value;
      return this;
    }

    /** Sets the version's id. */
    public Builder version(@Nullable String value) {
      this.version = value;
      return this;
    }

    /** Makes it a deletion. */
    public Builder deletion() {
      this.deletion = true;
      return this;
    }

    /** Sets the digest. */
    public Builder digest(@Nullable ContentDigest value) {
      this.digest = value;
      return this;
    }

    /** Sets the content headers. */
    public Builder headers(ContentHeaders value) {
      this.headers = value;
      return this;
    }

    /** Sets the user's metadata. */
    public Builder metadata(Map<String, String> value) {
      this.metadata = Map.copyOf(value);
      return this;
    }

    /** Returns the info. */
    public FileInfo build() {
      return new FileInfo(this);
    }
  }
}
