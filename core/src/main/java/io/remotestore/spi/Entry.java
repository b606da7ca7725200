package io.remotestore.spi;

import io.remotestore.ContentDigest;
import io.remotestore.ContentHeaders;
import io.remotestore.Revision;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a driver says of one key. Values that the reply did not hold are null. */
public final class Entry {

  /** What is at a key. */
  public enum Kind {
    /** A file. */
    FILE,
    /** A folder, or a prefix that keys share. */
    FOLDER,
    /** Neither: a device, a broken link. The kernel treats it as absent. */
    OTHER,
    /**
     * A name of a listing that is not text. {@link Entry#key()} shows it to people; no primitive
     * takes it.
     */
    NOT_TEXT
  }

  /** The size of a file that the backend does not tell. */
  public static final long UNKNOWN_SIZE = -1;

  private final String key;
  private final Kind kind;
  private final long size;
  private final @Nullable Instant modifiedAt;
  private final @Nullable String etag;
  private final @Nullable Revision revision;
  private final @Nullable String version;
  private final @Nullable ContentDigest digest;
  private final ContentHeaders headers;
  private final Map<String, String> metadata;
  private final @Nullable String token;
  private final boolean deletion;

  private Entry(Builder builder) {
    this.key = builder.key;
    this.kind = builder.kind;
    this.size = builder.size;
    this.modifiedAt = builder.modifiedAt;
    this.etag = builder.etag;
    this.revision = builder.revision;
    this.version = builder.version;
    this.digest = builder.digest;
    this.headers = builder.headers;
    this.metadata = builder.metadata;
    this.token = builder.token;
    this.deletion = builder.deletion;
  }

  /** Returns a builder for a file. */
  public static Builder file(String key) {
    return new Builder(key, Kind.FILE);
  }

  /** Returns the entry of a folder. */
  public static Entry folder(String key) {
    return new Builder(key, Kind.FOLDER).build();
  }

  /** Returns the entry of what is neither. */
  public static Entry other(String key) {
    return other(key, UNKNOWN_SIZE);
  }

  /** Returns the entry of what is neither, and holds so many bytes. */
  public static Entry other(String key, long size) {
    return new Builder(key, Kind.OTHER).size(size).build();
  }

  /**
   * Returns the entry of a name that is not text.
   *
   * @param shown the key for people, with the bytes that are not ASCII percent-encoded
   */
  public static Entry notText(String shown) {
    return new Builder(shown, Kind.NOT_TEXT).build();
  }

  /** The key. */
  public String key() {
    return key;
  }

  /** What is at the key. */
  public Kind kind() {
    return kind;
  }

  /** Tells whether this is a file. */
  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /** Tells whether this is a folder. */
  public boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  /** The size in bytes, or {@link #UNKNOWN_SIZE}. */
  public long size() {
    return size;
  }

  /** When the content last changed. */
  public @Nullable Instant modifiedAt() {
    return modifiedAt;
  }

  /** The entity tag, exactly as the backend wrote it. */
  public @Nullable String etag() {
    return etag;
  }

  /** What conditions take to mean this state. */
  public @Nullable Revision revision() {
    return revision;
  }

  /** The version's id. */
  public @Nullable String version() {
    return version;
  }

  /** The digest of the content. */
  public @Nullable ContentDigest digest() {
    return digest;
  }

  /** The content headers. */
  public ContentHeaders headers() {
    return headers;
  }

  /** The user's metadata, the token left out. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Tells whether this version of a file is its deletion; only among versions. */
  public boolean isDeletion() {
    return deletion;
  }

  /** The token of the write that made this state, where one was stored. */
  public @Nullable String token() {
    return token;
  }

  @Override
  public String toString() {
    return kind + "[" + key + (isFile() ? ", " + size + " bytes" : "") + "]";
  }

  /** Collects the values of an {@link Entry}. */
  public static final class Builder {
    private final String key;
    private final Kind kind;
    private long size = UNKNOWN_SIZE;
    private @Nullable Instant modifiedAt;
    private @Nullable String etag;
    private @Nullable Revision revision;
    private @Nullable String version;
    private @Nullable ContentDigest digest;
    private ContentHeaders headers = ContentHeaders.NONE;
    private Map<String, String> metadata = Map.of();
    private @Nullable String token;
    private boolean deletion;

    private Builder(String key, Kind kind) {
      this.key = key;
      this.kind = kind;
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

    /** Sets the entity tag, and the revision of the same text; an empty one is none. */
    public Builder etag(@Nullable String value) {
      this.etag = value == null || value.isEmpty() ? null : value;
      this.revision = etag == null ? null : Revision.of(etag);
      return this;
    }

    /** Sets the revision, where it is not the entity tag. */
    public Builder revision(@Nullable Revision value) {
      this.revision = value;
      return this;
    }

    /** Sets the version's id. */
    public Builder version(@Nullable String value) {
      this.version = value;
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

    /** Sets the user's metadata; an unmodifiable map is not copied. */
    public Builder metadata(Map<String, String> value) {
      this.metadata = Map.copyOf(value);
      return this;
    }

    /** Makes it the record of a deletion, which holds no bytes. */
    public Builder deletion() {
      this.deletion = true;
      this.size = 0;
      return this;
    }

    /** Sets the token. */
    public Builder token(@Nullable String value) {
      this.token = value;
      return this;
    }

    /** Returns the entry. */
    public Entry build() {
      return new Entry(this);
    }
  }
}
