package io.remotestore.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limit of user metadata: 2,048 bytes. Servers count differently.
 *
 * <table>
 * <caption>What counts</caption>
 * <tr><th>server</th><th>counted</th><th>source</th></tr>
 * <tr><td>S3 itself</td><td>UTF-8 of names and values, without {@code x-amz-meta-}</td><td>Amazon
 * S3 User Guide, "Working with object metadata"</td></tr>
 * <tr><td>MinIO</td><td>names with {@code x-amz-meta-}, and values</td><td>observed: the test of
 * this class</td></tr>
 * <tr><td>others</td><td>as MinIO does, so that a file fits everywhere</td><td></td></tr>
 * </table>
 *
 * <p>The bytes on the wire count: escapes and the token of the write included.
 */
enum MetadataLimit {
  WITHOUT_PREFIX(0),
  WITH_PREFIX(S3Entries.META.length());

  private static final int MOST = 2048;

  private final int prefix;

  MetadataLimit(int prefix) {
    this.prefix = prefix;
  }

  static MetadataLimit of(S3Options options) {
    return options.isAws() ? WITHOUT_PREFIX : WITH_PREFIX;
  }

  /**
   * Checks the metadata of a request.
   *
   * @param tokenName the name of the token; null if there is none
   * @throws DriverException if the metadata exceed the limit of the server
   */
  void check(Map<String, String> metadata, @Nullable String tokenName, @Nullable String token)
      throws DriverException {
    int size = size(metadata);
    int ofToken = tokenName == null || token == null ? 0 : size(tokenName, token);
    if (size + ofToken <= MOST || size == 0) {
      return;
    }
    String text =
        "the metadata takes " + (size + ofToken) + " bytes in a request, more than the " + MOST;
    String ofWhich =
        ofToken == 0
            ? ""
            : ", of which the token of this write takes "
                + ofToken
                + (size <= MOST ? "; write_tokens = false makes room for it" : "");
    throw new DriverException(
        Failure.notSent(Kind.OTHER).withDetail(text + " that the server takes" + ofWhich));
  }

  /** Returns whether metadata and a token are within the limit of the server. */
  boolean fits(Map<String, String> metadata, String tokenName, String token) {
    int size = size(metadata);
    return size == 0 || size + size(tokenName, token) <= MOST;
  }

  private int size(Map<String, String> metadata) {
    int size = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      size += size(MetadataText.name(entry.getKey()), MetadataText.value(entry.getValue()));
    }
    return size;
  }

  private int size(String name, String value) {
    return prefix + name.getBytes(UTF_8).length + value.getBytes(UTF_8).length;
  }
}
