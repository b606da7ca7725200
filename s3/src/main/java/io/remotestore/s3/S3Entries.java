package io.remotestore.s3;

import io.remotestore.ContentDigest;
import io.remotestore.ContentHeaders;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.PutRequest;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts between files and the headers of requests and replies. */
final class S3Entries {
  static final String META = "x-amz-meta-";

  /** The token of a write, hidden from the user's metadata. */
  private static final String TOKEN = META + "remote-store-token";

  private static final Map<String, String> CHECKSUMS =
      Map.of(
          "x-amz-checksum-sha256", "sha256",
          "x-amz-checksum-sha1", "sha1",
          "x-amz-checksum-crc32c", "crc32c",
          "x-amz-checksum-crc32", "crc32",
          "x-amz-checksum-crc64nvme", "crc64nvme");

  private S3Entries() {}

  /** Adds the data stored beside the bytes. */
  static void addAttributes(S3Request request, PutRequest put, MetadataLimit most)
      throws DriverException {
    addMetadata(request, put.headers(), put.metadata(), put.token(), most);
    if (!put.tags().isEmpty()) {
      request.header("x-amz-tagging", Signer.canonicalQuery(put.tags()));
    }
  }

  /**
   * Adds headers, metadata and the token of a request that stores them.
   *
   * @param most the metadata limit of the server
   * @throws DriverException if they exceed that limit
   */
  static void addMetadata(
      S3Request request,
      ContentHeaders headers,
      Map<String, String> metadata,
      @Nullable String token,
      MetadataLimit most)
      throws DriverException {
    most.check(metadata, token == null ? null : TOKEN.substring(META.length()), token);
    headers.toMap().forEach((name, value) -> request.header(name, HeaderText.bytes(value)));
    metadata.forEach(
        (name, value) -> request.header(META + MetadataText.name(name), MetadataText.value(value)));
    request.header(TOKEN, token);
  }

  /** Returns whether a token fits beside metadata that fit alone. */
  static boolean hasRoom(Map<String, String> metadata, String token, MetadataLimit most) {
    return most.fits(metadata, TOKEN.substring(META.length()), token);
  }

  /** The digest of the bytes in the headers of a reply; null if there is none. */
  static @Nullable ContentDigest digest(HttpResponse response) {
    if (isComposite(response)) {
      return null;
    }
    for (String header : CHECKSUMS.keySet()) {
      String value = response.header(header);
      if (value != null) {
        return digest(header, value);
      }
    }
    return null;
  }

  /**
   * Returns the file of a reply to GET or HEAD. Headers and metadata that no {@code FileInfo} can
   * hold are left out, so that the file can still be read.
   *
   * @param now the current time, to complete years with two digits
   */
  static Entry.Builder file(String key, HttpResponse response, long size, Instant now) {
    Map<String, String> metadata = new LinkedHashMap<>();
    ContentHeaders.Builder headers = ContentHeaders.builder();
    boolean composite = isComposite(response);
    Entry.Builder entry = Entry.file(key).size(size).etag(text(response, "ETag"));
    entry.modifiedAt(HttpDate.parse(response.header("Last-Modified"), now));
    entry.version(version(response));
    response
        .headers()
        .forEach(
            (name, value) -> {
              if (!isOurs(name)) {
                return;
              }
              String lower = name.toLowerCase(Locale.ROOT);
              String text = HeaderText.read(value);
              if (lower.equals(TOKEN)) {
                entry.token(value);
              } else if (lower.startsWith(META)) {
                addMetadata(metadata, lower.substring(META.length()), text);
              } else if (isContentHeader(lower, text)) {
                headers.header(lower, text);
              } else if (!composite && CHECKSUMS.containsKey(lower)) {
                entry.digest(digest(lower, value));
              }
            });
    return entry.metadata(metadata).headers(headers.build());
  }

  private static void addMetadata(Map<String, String> metadata, String name, String value) {
    String text = MetadataText.readValue(value);
    if (text.chars().noneMatch(Character::isISOControl)) { // else no write takes it either
      metadata.put(MetadataText.readName(name), text);
    }
  }

  /** Most fields of a reply are not about the file. */
  private static boolean isOurs(String name) {
    int first = name.charAt(0) | 0x20;
    return first == 'c' || (first == 'x' && name.regionMatches(true, 0, "x-amz-", 0, 6));
  }

  private static boolean isContentHeader(String name, String value) {
    return switch (name) {
      case "cache-control", "content-disposition", "content-language" -> Headers.isText(value);
      case "content-encoding" -> !value.equals("aws-chunked") && Headers.isText(value);
      // The type that servers send for files stored without one.
      case "content-type" -> !value.equals("binary/octet-stream") && Headers.isText(value);
      default -> false;
    };
  }

  /** Returns whether the checksums are those of the parts' checksums, not of the bytes. */
  private static boolean isComposite(HttpResponse response) {
    return "COMPOSITE".equalsIgnoreCase(response.header("x-amz-checksum-type"));
  }

  private static @Nullable ContentDigest digest(String header, String value) {
    if (value.indexOf('-') >= 0) {
      return null; // composite, from a server that sends no type
    }
    try {
      String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(value));
      return new ContentDigest(String.valueOf(CHECKSUMS.get(header)), hex);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static @Nullable String version(HttpResponse response) {
    String version = text(response, "x-amz-version-id");
    return version == null || version.equals("null") ? null : version;
  }

  private static @Nullable String text(HttpResponse response, String name) {
    String value = response.header(name);
    return value == null || !Headers.isText(value) ? null : value;
  }
}
