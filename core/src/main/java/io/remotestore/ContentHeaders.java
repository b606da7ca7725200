package io.remotestore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its content to those who fetch it over HTTP: content type, cache control and
 * the like. Kept as given, never guessed.
 */
public final class ContentHeaders {

  /** No header. */
  public static final ContentHeaders NONE = new ContentHeaders(new Builder());

  private final @Nullable String contentType;
  private final @Nullable String cacheControl;
  private final @Nullable String contentDisposition;
  private final @Nullable String contentEncoding;
  private final @Nullable String contentLanguage;

  private ContentHeaders(Builder builder) {
    this.contentType = builder.contentType;
    this.cacheControl = builder.cacheControl;
    this.contentDisposition = builder.contentDisposition;
    this.contentEncoding = builder.contentEncoding;
    this.contentLanguage = builder.contentLanguage;
  }

  /** Returns a builder that starts with no header. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these headers. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.contentType = contentType;
    builder.cacheControl = cacheControl;
    builder.contentDisposition = contentDisposition;
    builder.contentEncoding = contentEncoding;
    builder.contentLanguage = contentLanguage;
    return builder;
  }

  /** Returns these headers, if a header field can carry them. */
  ContentHeaders ascii() {
    toMap()
        .forEach(
            (name, value) -> {
              if (value.chars().anyMatch(c -> c > '~')) {
                throw new IllegalArgumentException(
                    name
                        + " holds a character that is not ASCII, which no header field carries: "
                        + value
                        + "; a file name goes into filename*=UTF-8''..., percent-encoded");
              }
            });
    return this;
  }

  /** The media type (RFC 9110, Content-Type). */
  public @Nullable String contentType() {
    return contentType;
  }

  /** Caching rules (RFC 9111, Cache-Control). */
  public @Nullable String cacheControl() {
    return cacheControl;
  }

  /** How a browser presents the file (RFC 6266, Content-Disposition). */
  public @Nullable String contentDisposition() {
    return contentDisposition;
  }

  /** The coding of the stored bytes (RFC 9110, Content-Encoding); bytes are never decoded. */
  public @Nullable String contentEncoding() {
    return contentEncoding;
  }

  /** The language of the audience (RFC 9110, Content-Language). */
  public @Nullable String contentLanguage() {
    return contentLanguage;
  }

  /** Tells whether no header is set. */
  public boolean isEmpty() {
    return toMap().isEmpty();
  }

  /** The headers that are set, under their HTTP names in lower case. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    put(map, "content-type", contentType);
    put(map, "cache-control", cacheControl);
    put(map, "content-disposition", contentDisposition);
    put(map, "content-encoding", contentEncoding);
    put(map, "content-language", contentLanguage);
    return Map.copyOf(map);
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ContentHeaders other && toMap().equals(other.toMap());
  }

  @Override
  public int hashCode() {
    return toMap().hashCode();
  }

  @Override
  public String toString() {
    return toMap().toString();
  }

  /** Collects headers; values with line breaks are refused. */
  public static final class Builder {
    private @Nullable String contentType;
    private @Nullable String cacheControl;
    private @Nullable String contentDisposition;
    private @Nullable String contentEncoding;
    private @Nullable String contentLanguage;

    private Builder() {}

    /** Sets the media type. */
    public Builder contentType(String value) {
      this.contentType = checked(value);
      return this;
    }

    /** Sets the caching rules. */
    public Builder cacheControl(String value) {
      this.cacheControl = checked(value);
      return this;
    }

    /** Sets how a browser presents the file. */
    public Builder contentDisposition(String value) {
      this.contentDisposition = checked(value);
      return this;
    }

    /** Sets the coding of the stored bytes. */
    public Builder contentEncoding(String value) {
      this.contentEncoding = checked(value);
      return this;
    }

    /** Sets the language of the audience. */
    public Builder contentLanguage(String value) {
      this.contentLanguage = checked(value);
      return this;
    }

    /** Sets the header of that HTTP name; an unknown name is refused. */
    public Builder header(String name, String value) {
      return switch (name) {
        case "content-type" -> contentType(value);
        case "cache-control" -> cacheControl(value);
        case "content-disposition" -> contentDisposition(value);
        case "content-encoding" -> contentEncoding(value);
        case "content-language" -> contentLanguage(value);
        default -> throw new IllegalArgumentException("not a content header: " + name);
      };
    }

    /** Returns the headers. */
    public ContentHeaders build() {
      return new ContentHeaders(this);
    }

    private static String checked(String value) {
      Objects.requireNonNull(value);
      if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "a header value is neither blank nor holds control characters");
      }
      return value;
    }
  }
}
