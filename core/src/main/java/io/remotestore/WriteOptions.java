package io.remotestore;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to write: what may be replaced, and what to store beside the bytes.
 *
 * <p>An option that the store cannot honour is refused before any I/O, never ignored.
 */
public final class WriteOptions {
  private static final int MAX_METADATA_BYTES = 2048;
  private static final WriteOptions CREATE = new WriteOptions(new Fields());

  private final Fields fields;

  private WriteOptions(Fields fields) {
    this.fields = fields;
  }

  /**
   * Creates a file; one that exists is left alone ({@link AlreadyExistsException}). The default.
   */
  public static WriteOptions create() {
    return CREATE;
  }

  /** Creates or replaces a file, whatever its state. */
  public static WriteOptions overwrite() {
    return CREATE.with(f -> f.overwrite = true);
  }

  /**
   * Replaces a file that is in the given state; any other state, absence included, is a {@link
   * PreconditionFailedException}.
   */
  public static WriteOptions ifMatch(Revision revision) {
    Objects.requireNonNull(revision);
    return CREATE.with(
        f -> {
          f.overwrite = true;
          f.ifMatch = revision;
        });
  }

  /**
   * Stores metadata of the user's beside the file. Keys are ASCII letters, digits and signs,
   * without a blank and without an underscore at the beginning. They are stored in lower case on
   * every backend, because headers of object stores fold it: {@code Author} comes back as {@code
   * author}. Keys and values take 2,048 bytes at the most, and values hold no control characters.
   *
   * @throws IllegalArgumentException if the metadata breaks one of those rules, or two keys differ
   *     in case only
   */
  public WriteOptions withMetadata(Map<String, String> metadata) {
    return with(f -> f.metadata = checked(metadata));
  }

  /**
   * Stores a media type beside the file.
   *
   * @throws IllegalArgumentException as {@link #withHeaders}
   */
  public WriteOptions withContentType(String contentType) {
    return with(f -> f.headers = f.headers.toBuilder().contentType(contentType).build().ascii());
  }

  /**
   * Stores content headers beside the file.
   *
   * @throws IllegalArgumentException if one holds a character that is not ASCII: header fields
   *     carry no others; RFC 8187 has a form for file names
   */
  public WriteOptions withHeaders(ContentHeaders headers) {
    return with(f -> f.headers = headers.ascii());
  }

  /** Stores tags beside the file, where the backend can find files by them. */
  public WriteOptions withTags(Map<String, String> tags) {
    return with(f -> f.tags = Map.copyOf(tags));
  }

  /**
   * Publishes the file only if its bytes have that digest, else {@link DigestMismatchException}.
   */
  public WriteOptions withExpectedDigest(ContentDigest digest) {
    return with(f -> f.expectedDigest = Objects.requireNonNull(digest));
  }

  /** Refuses a store that cannot promise that the file is visible whole or not at all. */
  public WriteOptions withAtomic() {
    return with(f -> f.atomic = true);
  }

  private WriteOptions with(java.util.function.Consumer<Fields> change) {
    Fields copy = fields.copy();
    change.accept(copy);
    return new WriteOptions(copy);
  }

  private static Map<String, String> checked(Map<String, String> metadata) {
    Map<String, String> checked = new LinkedHashMap<>();
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      String key = key(entry.getKey());
      String value = entry.getValue();
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "the metadata value of '" + key + "' holds control characters");
      }
      if (checked.put(key, value) != null) {
        throw new IllegalArgumentException(
            "metadata has the key '" + key + "' twice: keys differ in more than their case");
      }
      bytes += key.length() + value.getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MAX_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "metadata takes " + bytes + " bytes, more than " + MAX_METADATA_BYTES);
    }
    return Collections.unmodifiableMap(checked);
  }

  private static String key(String key) {
    if (key.isEmpty() || key.startsWith("_") || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "metadata key '"
              + key
              + "' breaks the rule: ASCII letters, digits and signs without a blank, and no"
              + " underscore at the beginning");
    }
    return key.toLowerCase(Locale.ROOT);
  }

  /** Tells whether an existing file may be replaced. */
  public boolean overwrites() {
    return fields.overwrite;
  }

  /** The state that the existing file must be in. */
  public @Nullable Revision ifMatch() {
    return fields.ifMatch;
  }

  /** The user's metadata, unmodifiable. */
  public Map<String, String> metadata() {
    return fields.metadata;
  }

  /** The content headers. */
  public ContentHeaders headers() {
    return fields.headers;
  }

  /** The tags, unmodifiable. */
  public Map<String, String> tags() {
    return fields.tags;
  }

  /** The digest that the bytes must have. */
  public @Nullable ContentDigest expectedDigest() {
    return fields.expectedDigest;
  }

  /** Tells whether the store must promise atomicity. */
  public boolean atomic() {
    return fields.atomic;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("WriteOptions[");
    out.append(fields.overwrite ? "overwrite " : "create ");
    Text.add(out, "ifMatch", fields.ifMatch);
    Text.add(out, "metadata", fields.metadata.isEmpty() ? null : fields.metadata.keySet());
    Text.add(out, "headers", fields.headers.isEmpty() ? null : fields.headers);
    Text.add(out, "tags", fields.tags.isEmpty() ? null : fields.tags.keySet());
    Text.add(out, "digest", fields.expectedDigest);
    Text.add(out, "atomic", fields.atomic ? true : null);
    return Text.close(out);
  }

  private static final class Fields {
    private boolean overwrite;
    private @Nullable Revision ifMatch;
    private Map<String, String> metadata = Map.of();
    private ContentHeaders headers = ContentHeaders.NONE;
    private Map<String, String> tags = Map.of();
    private @Nullable ContentDigest expectedDigest;
    private boolean atomic;

    private Fields copy() {
      Fields copy = new Fields();
      copy.overwrite = overwrite;
      copy.ifMatch = ifMatch;
      copy.metadata = metadata;
      copy.headers = headers;
      copy.tags = tags;
      copy.expectedDigest = expectedDigest;
      copy.atomic = atomic;
      return copy;
    }
  }
}
