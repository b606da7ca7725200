package io.remotestore.local;

import io.remotestore.spi.Entry;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the file system says of a file, as an entry. */
final class LocalEntries {
  private LocalEntries() {}

  static Entry.Builder file(String key, BasicFileAttributes attributes) {
    return Entry.file(key)
        .size(attributes.size())
        .modifiedAt(attributes.lastModifiedTime().toInstant())
        .etag(etag(attributes));
  }

  /**
   * File identity, size and time to the nanosecond: another state of a file differs in one of them.
   */
  static String etag(BasicFileAttributes attributes) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    StringBuilder out = new StringBuilder(64).append('"');
    addIdentity(out, attributes.fileKey());
    return out.append(Long.toHexString(attributes.size()))
        .append('-')
        .append(Long.toHexString(modified.getEpochSecond()))
        .append('.')
        .append(Integer.toHexString(modified.getNano()))
        .append('"')
        .toString();
  }

  /** The digits of a file key such as {@code (dev=fe00,ino=9979961)}, whatever its form. */
  private static void addIdentity(StringBuilder out, @Nullable Object fileKey) {
    if (fileKey == null) {
      return;
    }
    String text = fileKey.toString();
    boolean value = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        value = true;
      } else if (value && Character.digit(c, 16) >= 0) {
        out.append(c);
      } else if (value) {
        out.append('-');
        value = false;
      }
    }
  }

  /** Tells whether two looks saw one state of one file. */
  static boolean same(BasicFileAttributes a, BasicFileAttributes b) {
    return a.size() == b.size()
        && a.lastModifiedTime().equals(b.lastModifiedTime())
        && Objects.equals(a.fileKey(), b.fileKey());
  }
}
